namespace PartnerBot.Registry;

/// <summary>
/// All partners: as last read whole, and those that have changed since. What is costly to make of the whole (an index) can
/// thus be kept while a few change.
/// </summary>
/// <param name="Whole">By name. The same instance as long as nothing else was read.</param>
/// <param name="Replaced">Partners that no longer hold as they are in <paramref name="Whole"/>, where they are: they changed, are new, or are gone.</param>
/// <param name="Newer">Those of them that there are, as they are now.</param>
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

    /// <summary>The order of <see cref="Whole"/>.</summary>
    internal static int ByName(PartnerSummary one, PartnerSummary other) =>
        StringComparer.InvariantCultureIgnoreCase.Compare(one.Name, other.Name) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Id.Value, other.Id.Value);

    internal static bool Same(IReadOnlyList<PartnerSummary> some, IReadOnlyList<PartnerSummary> others) =>
        some.Count == others.Count && some.Zip(others).All(pair => Same(pair.First, pair.Second));

    // Records compare their lists by reference; these by content.
    internal static bool Same(PartnerSummary? one, PartnerSummary? other) =>
        one is null || other is null
            ? one == other
            : one
                == other with
                {
                    Aliases = one.Aliases,
                    RestrictedTo = one.RestrictedTo,
                    Access = one.Access,
                    Tracks = one.Tracks,
                }
                && Equal(one.Aliases, other.Aliases)
                && Equal(one.RestrictedTo.People, other.RestrictedTo.People)
                && Equal(one.RestrictedTo.Groups, other.RestrictedTo.Groups)
                && one.Access.SequenceEqual(other.Access)
                && one.Tracks.All(track => other.Tracks.GetValueOrDefault(track.Key) == track.Value);

    /// <summary>What is known now of some partners, by one pass over all.</summary>
    internal Dictionary<PartnerId, PartnerSummary> Find(IEnumerable<PartnerId> ids)
    {
        var wanted = ids.ToHashSet();
        return Whole
            .Where(partner => wanted.Contains(partner.Id) && !Replaced.Contains(partner.Id))
            .Concat(Newer.Where(partner => wanted.Contains(partner.Id)))
            .DistinctBy(partner => partner.Id)
            .ToDictionary(partner => partner.Id);
    }

    private static bool Equal(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.SequenceEqual(others, StringComparer.Ordinal);
}
