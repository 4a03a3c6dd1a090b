using PartnerRegistry.Programmes;

namespace PartnerRegistry.Partners;

/// <summary>Partner x programme. A partner has one for now, and the API flattens it into the partner.</summary>
public sealed class Negotiation
{
    public required string PartnerId { get; init; }

    public string? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }

    public Stage Stage { get; set; }

    /// <summary>A promised date; null says that none is promised.</summary>
    public DateOnly? TargetDate { get; set; }

    public TrackState Legal { get; set; } = TrackState.NotStarted;

    public TrackState Business { get; set; } = TrackState.NotStarted;

    public TrackState Technical { get; set; } = TrackState.NotStarted;

    /// <summary>Whether our own network reaches the partner's service; null where nobody recorded it.</summary>
    public AccessState? OwnAccess { get; set; }

    /// <summary>Whether other operators' networks reach it.</summary>
    public AccessState? OthersAccess { get; set; }

    public Person? Owner { get; set; }

    public List<Person> Managers { get; set; } = [];

    public List<RequirementState> Requirements { get; init; } = [];

    public DateTimeOffset? LastConfirmed { get; set; }

    public TrackState On(Track track) =>
        track switch
        {
            Track.Legal => Legal,
            Track.Business => Business,
            _ => Technical,
        };

    public void Set(Track track, TrackState state)
    {
        switch (track)
        {
            case Track.Legal:
                Legal = state;
                break;
            case Track.Business:
                Business = state;
                break;
            default:
                Technical = state;
                break;
        }
    }
}

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

public sealed record TrackState(TrackStatus Status, string? Note = null)
{
    public static TrackState NotStarted { get; } = new(TrackStatus.NotStarted);
}

public enum Openness
{
    Open,
    Closed,
}

public enum AccessBy
{
    Us,
    Partner,
    Authority,
}

/// <param name="Since">A partial date: <c>2019</c>, <c>2019-05</c> or <c>2019-05-14</c>; null where unknown.</param>
public sealed record AccessState(Openness State, AccessBy? By = null, string? Since = null);

/// <summary>A person of this company, by the id that the bot links to chat accounts.</summary>
public sealed record Person(string Id, string Name, string? Email = null);
