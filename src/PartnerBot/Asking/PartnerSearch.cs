using PartnerBot.Asking.Reading;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Partners offered while somebody types a name.</summary>
public sealed class PartnerSearch(Told told)
{
    /// <summary>How many fit a list that is read while typing.</summary>
    public const int Most = 10;

    /// <summary>No name is longer, so what is longer is not looked for.</summary>
    public const int LongestTyped = 200;

    /// <summary>
    /// Those with a name or an alias that begins with what was typed, with one of whose words begins with it, with one that
    /// contains it, then those that it may be a misspelling of; of each the first by name. Accents, case and signs don't
    /// matter. Where nothing was typed, those that the asker asked about last, then the first by name.
    /// </summary>
    /// <param name="partners">As the asker may see them; there are no others.</param>
    /// <exception cref="RegistryUnavailableException">The directory was not read now, and never before.</exception>
    public async Task<IReadOnlyList<PartnerSummary>> FindAsync(
        string typed,
        Asker asker,
        VisiblePartners partners,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (typed.Length > LongestTyped)
        {
            return [];
        }

        var names = await partners.NamesAsync(cancellationToken);
        var read = new Typed(typed);
        if (read.Key.Length > 0)
        {
            return Matches(read, names, most);
        }

        return PlainText.Clean(typed).Length > 0 ? [] : await UsualAsync(asker, names, most, cancellationToken);
    }

    private static List<PartnerSummary> Matches(Typed typed, VisibleNames names, int most)
    {
        var found = names.Typed(typed, most);
        if (found.Count == most)
        {
            return found;
        }

        var (sure, doubtful) = names.Near(typed.Key);
        sure.Sort(PartnerList.ByName);
        doubtful.Sort(PartnerList.ByName);
        return First([.. found, .. sure, .. found.Count == 0 ? doubtful : []], most);
    }

    private async Task<List<PartnerSummary>> UsualAsync(
        Asker asker,
        VisibleNames names,
        int most,
        CancellationToken cancellationToken
    )
    {
        var last = await told.NewestAsync(asker, most, cancellationToken);
        return First(last.Select(names.Find).OfType<PartnerSummary>().Concat(names.Typed(new(""), most)), most);
    }

    private static List<PartnerSummary> First(IEnumerable<PartnerSummary> partners, int most) =>
        [.. partners.DistinctBy(partner => partner.Id).Take(most)];
}
