using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Http;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Partners;

internal static class PartnerList
{
    /// <summary>Partners by id, narrowed by what is asked for. A track alone means that it is not met.</summary>
    public static async Task<Ok<Page<PartnerSummary>>> ReadAsync(
        IDbContextFactory<RegistryDb> databases,
        [AsParameters] PartnerFilter filter,
        CancellationToken cancellationToken
    )
    {
        var limit = filter.Limit ?? 100;
        Paging.CheckRange("limit", limit, 1, Paging.Largest);
        if (filter.After is { } after && !Rules.IsSlug(after))
        {
            throw Paging.BadToken();
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var oneMore = await filter
            .Narrow(db.Partners.AsNoTracking())
            .Include(partner => partner.Negotiation.Programme)
            .OrderBy(partner => partner.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(oneMore.ToPage(limit, PartnerSummary.From, partner => partner.Id));
    }
}

internal sealed record PartnerFilter(
    [property: Description("The page token, the next of the page before.")] string? After,
    [property: Description("How many at most: 1 to 1000, 100 where left out.")] int? Limit,
    [property: Description("Only partners at this stage.")] string? Stage,
    [property: Description("Only partners whose track is not met, or stands at trackStatus.")] string? Track,
    [property: Description("Where the track stands.")] string? TrackStatus,
    [property: Description("Only partners that our own network reaches (open) or does not (closed).")] string? Access,
    [property: Description("Only partners of this programme.")] string? Programme,
    [property: Description("Only partners with this in their id, name or aliases.")] string? Q
)
{
    [SuppressMessage("Globalization", "CA1304", Justification = "Runs in the database")]
    [SuppressMessage("Globalization", "CA1311", Justification = "Runs in the database")]
    [SuppressMessage("Usage", "MA0011", Justification = "Runs in the database")]
    public IQueryable<Partner> Narrow(IQueryable<Partner> partners)
    {
        // Both sides are put in capitals by the database: SQLite knows only those of ASCII.
        var pattern =
            $"%{Q?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        partners = After is null ? partners : partners.Where(partner => partner.Id.CompareTo(After) > 0);
        partners = Word<Stage>("stage", Stage) is { } stage
            ? partners.Where(partner => partner.Negotiation.Stage == stage)
            : partners;
        partners = Word<Openness>("access", Access) is { } access
            ? partners.Where(partner => partner.Negotiation.OwnAccess!.State == access)
            : partners;
        partners = Programme is null
            ? partners
            : partners.Where(partner => partner.Negotiation.ProgrammeId == Programme);
        partners = Q is null
            ? partners
            : partners.Where(partner =>
                EF.Functions.Like(partner.Name.ToUpper(), EF.Parameter(pattern).ToUpper(), "\\")
                || EF.Functions.Like(partner.Id.ToUpper(), EF.Parameter(pattern).ToUpper(), "\\")
                || partner.Aliases.Any(alias =>
                    EF.Functions.Like(alias.ToUpper(), EF.Parameter(pattern).ToUpper(), "\\")
                )
            );
        return OnTrack(partners);
    }

    private IQueryable<Partner> OnTrack(IQueryable<Partner> partners)
    {
        var status = Word<TrackStatus>("trackStatus", TrackStatus);
        return Word<Track>("track", Track) switch
        {
            null when status is not null => throw RegistryProblem.Invalid(
                "track",
                "says which track stands there; it takes one of " + EnumWords.All<Track>()
            ),
            null => partners,
            Partners.Track.Legal => partners.Where(p =>
                status == null
                    ? p.Negotiation.Legal.Status != Partners.TrackStatus.Met
                    : p.Negotiation.Legal.Status == status
            ),
            Partners.Track.Business => partners.Where(p =>
                status == null
                    ? p.Negotiation.Business.Status != Partners.TrackStatus.Met
                    : p.Negotiation.Business.Status == status
            ),
            _ => partners.Where(p =>
                status == null
                    ? p.Negotiation.Technical.Status != Partners.TrackStatus.Met
                    : p.Negotiation.Technical.Status == status
            ),
        };
    }

    /// <exception cref="RegistryProblem">400, naming the parameter and the words it takes.</exception>
    private static T? Word<T>(string parameter, string? word)
        where T : struct, Enum =>
        word is null ? null
        : EnumWords.TryParse(word, out T value) ? value
        : throw RegistryProblem.Invalid(parameter, EnumWords.Takes + EnumWords.All<T>());
}
