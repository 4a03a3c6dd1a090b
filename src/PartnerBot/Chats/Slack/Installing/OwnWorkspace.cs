using PartnerBot.Chats.Slack.Api;

namespace PartnerBot.Chats.Slack.Installing;

/// <summary>The workspace of the bot token in the settings, which stays the same, so that Slack is asked once which it is.</summary>
internal sealed partial class OwnWorkspace(
    SlackSettings settings,
    SlackClient slack,
    TimeProvider clock,
    ILogger<OwnWorkspace> log
)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    private volatile FoundWorkspace found = FoundWorkspace.Unsure;
    private DateTimeOffset again = DateTimeOffset.MinValue;

    /// <summary>Whether nothing was noted of it since the start.</summary>
    public bool IsNew { get; set; } = true;

    public async Task<FoundWorkspace> FindAsync()
    {
        if (found.IsRead || clock.GetUtcNow() < again)
        {
            return found;
        }

        var tested = await slack.TestAsync(settings.BotToken!, CancellationToken.None);
        if (tested.Value is { TeamId: { } team })
        {
            return found = new(IsRead: true, new(team, settings.BotToken!, tested.Value.UserId));
        }

        LogUntested(tested.Error?.Code);
        again = clock.GetUtcNow() + BetweenTries;
        return found = SlackErrors.IsTokenGone(tested.Error?.Code) ? FoundWorkspace.Ended : FoundWorkspace.Unsure;
    }

    [LoggerMessage(31, LogLevel.Error, "Slack does not say whose Slack:BotToken is ({Code}); run doctor")]
    private partial void LogUntested(string? code);
}
