namespace PartnerRegistry.Groups;

/// <summary>Named people, to whom restricted facts can be shown.</summary>
public sealed class Group
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Ids of people.</summary>
    public List<string> Members { get; set; } = [];
}
