namespace PartnerBot.Storage;

/// <summary>Something that happened in Slack: here before Slack is told that it has arrived, and acted upon once.</summary>
public sealed class SlackEventRow
{
    public required string Team { get; init; }

    /// <summary>Slack's own id of it, the same each time that it is delivered.</summary>
    public required string Id { get; init; }

    /// <summary>The event as it came, in JSON; null once it was acted upon.</summary>
    public string? Body { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When a replica takes it up, unless another finishes it before; a replica that takes it moves this ahead.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>How often it was taken up.</summary>
    public int Attempts { get; init; }
}
