namespace PartnerRegistry.Partners;

/// <summary>Who is negotiated with. Everything that a reader of the partner sees bumps <see cref="Version"/>.</summary>
public sealed class Partner
{
    /// <summary>Slug: 1 to 64 of a-z, 0-9 and hyphen.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public List<string> Aliases { get; set; } = [];

    public Visibility Visibility { get; set; } = Visibility.Internal;

    public RestrictedTo RestrictedTo { get; set; } = RestrictedTo.Nobody;

    /// <summary>Made-up data to try the product with; readers label it so.</summary>
    public bool Sample { get; set; }

    public long Version { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required Negotiation Negotiation { get; init; }
}

public enum Visibility
{
    Public,
    Internal,
    Restricted,
}

/// <summary>Ids of the people and groups that a restricted fact is for.</summary>
public sealed record RestrictedTo(IReadOnlyList<string> People, IReadOnlyList<string> Groups)
{
    public static RestrictedTo Nobody { get; } = new([], []);

    public bool Equals(RestrictedTo? other) =>
        other is not null
        && People.SequenceEqual(other.People, StringComparer.Ordinal)
        && Groups.SequenceEqual(other.Groups, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(People.Count, Groups.Count);
}
