namespace PartnerBot.Registry;

/// <summary>Identity of a partner: the registry's slug, such as <c>netflix</c>.</summary>
public readonly record struct PartnerId(string Value)
{
    public override string ToString() => Value;
}

public sealed record Programme(string Id, string Name);

public enum Stage
{
    Prospect,
    Evaluating,
    Negotiating,
    Agreed,
    Live,
    Suspended,
    Ended,
    Declined,
}

public enum Track
{
    Legal,
    Business,
    Technical,
}

public enum TrackStatus
{
    NotStarted,
    InDiscussion,
    NoAgreement,
    Met,
}

public sealed record TrackState(TrackStatus Status, string? Note);

/// <summary>Public, internal (every employee) or restricted (named people and groups).</summary>
public enum Visibility
{
    Public,
    Internal,
    Restricted,
}

/// <summary>The people (registry person ids) and groups that a restricted fact is for.</summary>
public sealed record RestrictedTo(IReadOnlyList<string> People, IReadOnlyList<string> Groups)
{
    public static RestrictedTo Nobody { get; } = new([], []);
}

/// <summary>A person as the registry names them; <see cref="Email"/> may be unknown.</summary>
public sealed record Person(string Id, string Name, string? Email);

/// <summary>One partner as last read from the registry: its facts and its negotiation, flattened.</summary>
public sealed record Partner(
    PartnerId Id,
    string Name,
    IReadOnlyList<string> Aliases,
    Visibility Visibility,
    RestrictedTo RestrictedTo,
    bool Sample,
    Programme? Programme,
    Stage Stage,
    DateOnly? TargetDate,
    IReadOnlyList<AccessFact> Access,
    IReadOnlyDictionary<Track, TrackState> Tracks,
    IReadOnlyList<Requirement> Requirements,
    Person? Owner,
    IReadOnlyList<Person> Managers,
    Milestone? LatestMilestone,
    IReadOnlyList<Commitment> Commitments,
    DateTimeOffset? LastConfirmed
)
{
    /// <summary>The owner first.</summary>
    public IEnumerable<Person> InCharge => Owner is { } owner ? Managers.Prepend(owner) : Managers;

    public PartnerSummary ToSummary() =>
        new(Id, Name, Aliases, Visibility, RestrictedTo, Sample, Programme, Stage, Access, Tracks);
}

/// <summary>What a list needs of a partner, read a page at a time.</summary>
public sealed record PartnerSummary(
    PartnerId Id,
    string Name,
    IReadOnlyList<string> Aliases,
    Visibility Visibility,
    RestrictedTo RestrictedTo,
    bool Sample,
    Programme? Programme,
    Stage Stage,
    IReadOnlyList<AccessFact> Access,
    IReadOnlyDictionary<Track, TrackState> Tracks
);
