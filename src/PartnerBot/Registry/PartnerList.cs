namespace PartnerBot.Registry;

/// <summary>
/// All partners: as last read whole, and those that have changed since. What is costly to make of the whole (an index) can
/// thus be kept while a few change.
/// </summary>
/// <param name="Whole">By name. The same instance as long as it was not read anew.</param>
/// <param name="Replaced">Partners of <paramref name="Whole"/> that no longer hold, because they changed or are gone.</param>
/// <param name="Newer">Partners that changed or are new since.</param>
public sealed record PartnerList(
    IReadOnlyList<PartnerSummary> Whole,
    IReadOnlySet<PartnerId> Replaced,
    IReadOnlyList<PartnerSummary> Newer
)
{
    private static readonly HashSet<PartnerId> Nobody = [];

    public PartnerList(IReadOnlyList<PartnerSummary> whole)
        : this(whole, Nobody, []) { }

    /// <summary>Every partner as it is now, by name.</summary>
    public IEnumerable<PartnerSummary> Current =>
        Newer.Count + Replaced.Count == 0
            ? Whole
            : Whole
                .Where(partner => !Replaced.Contains(partner.Id))
                .Concat(Newer)
                .OrderBy(partner => partner.Name, StringComparer.InvariantCultureIgnoreCase)
                .ThenBy(partner => partner.Id.Value, StringComparer.Ordinal);
}
