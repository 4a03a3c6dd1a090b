using System.Collections.Concurrent;
using PartnerBot.Asking;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Noticing.Telling;

/// <summary>A partner as somebody may see it, and what of its changes they may.</summary>
/// <param name="milestones">By id; of one that is there twice, the one that stands.</param>
/// <param name="until">When something of it is announced.</param>
internal sealed class VisiblePartner(
    Partner partner,
    IReadOnlyDictionary<string, Milestone> milestones,
    DateTimeOffset until
)
{
    private readonly ConcurrentDictionary<long, SeenChange?> seen = new();

    /// <summary>Until when it is as it is.</summary>
    public DateTimeOffset Until => until;

    /// <returns>Null where the partner is not to be seen.</returns>
    public static VisiblePartner? Of(PartnerFacts facts, Access access, DateTimeOffset now) =>
        access.Trim(facts.Partner) is { } partner
            ? new(
                partner,
                ((IReadOnlyList<Milestone>)[.. facts.Milestones.Where(access.MaySee)])
                    .StandingFirst()
                    .DistinctBy(milestone => milestone.Id)
                    .ToDictionary(milestone => milestone.Id, StringComparer.Ordinal),
                Announcements(facts).Where(at => at > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min()
            )
            : null;

    /// <summary>The same for the same change, so that what is written of it can be, too.</summary>
    /// <returns>Null where it is not to be seen.</returns>
    public SeenChange? See(Change change) =>
        seen.GetOrAdd(
            change.Sequence,
            _ =>
            {
                var milestone = change.Milestone is { } id ? milestones.GetValueOrDefault(id) : null;
                return change.IsSeen(partner, milestone)
                    ? new(change, partner, milestone, [.. milestones.Values])
                    : null;
            }
        );

    private static IEnumerable<DateTimeOffset> Announcements(PartnerFacts facts) =>
        facts
            .Milestones.Select(milestone => milestone.AnnouncedAt)
            .Concat(facts.Partner.Commitments.Select(commitment => commitment.AnnouncedAt))
            .OfType<DateTimeOffset>();
}
