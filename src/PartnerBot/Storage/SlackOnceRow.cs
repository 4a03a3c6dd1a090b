namespace PartnerBot.Storage;

/// <summary>Something that is done once in a workspace, or not again for a while: the first words in a channel, a link unfolded there.</summary>
public sealed class SlackOnceRow
{
    public required string Team { get; init; }

    /// <summary>What and where, such as <c>welcome:C0123</c>.</summary>
    public required string Key { get; init; }

    /// <summary>When it was done last.</summary>
    public required DateTimeOffset At { get; init; }
}
