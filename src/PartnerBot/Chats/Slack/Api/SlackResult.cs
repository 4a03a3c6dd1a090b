namespace PartnerBot.Chats.Slack.Api;

/// <summary>What a method of Slack's Web API answered: a value, or why there is none.</summary>
public sealed record SlackResult<T>(T? Value, SlackError? Error)
    where T : class;

/// <param name="Code">Slack's code for it, such as <c>channel_not_found</c>, or ours where Slack gave none; never anybody's text.</param>
/// <param name="RetryAfter">How long Slack wants to be left alone; null where it doesn't say.</param>
public sealed record SlackError(SlackFault Fault, string Code, TimeSpan? RetryAfter = null);

public enum SlackFault
{
    /// <summary>Slack says no.</summary>
    Refused,

    /// <summary>Not done, and to be tried again.</summary>
    Later,

    /// <summary>Perhaps done: Slack did not say, or says so itself.</summary>
    Unknown,
}

/// <summary>What became of a message, by what Slack says.</summary>
internal static class SlackErrors
{
    // The token is no longer good, which a new installation mends.
    private static readonly HashSet<string> TokenGone = new(StringComparer.Ordinal)
    {
        "account_inactive",
        "app_uninstalled",
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "team_access_not_granted",
        "missing_scope",
    };

    // Nobody is reached there, until that changes there.
    private static readonly HashSet<string> NotThere = new(StringComparer.Ordinal)
    {
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    };

    // Slack: "it's possible some aspect of the operation succeeded before the error was raised".
    private static readonly HashSet<string> PerhapsDone = new(StringComparer.Ordinal)
    {
        "fatal_error",
        "internal_error",
    };

    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "token_expired",
    };

    /// <summary>More than Slack takes in one message.</summary>
    public static bool IsTooLong(string code) => code is "msg_blocks_too_long" or "msg_too_long" or "invalid_blocks";

    /// <summary>Slack no longer takes the token.</summary>
    public static bool IsTokenGone(string? code) => code is not null && TokenGone.Contains(code);

    public static SlackFault FaultOf(string code) =>
        Passing.Contains(code) ? SlackFault.Later
        : PerhapsDone.Contains(code) ? SlackFault.Unknown
        : SlackFault.Refused;

    public static Delivery ToDelivery(this SlackError error) =>
        error.Fault switch
        {
            SlackFault.Later => new(DeliveryOutcome.Later, RetryAfter: error.RetryAfter, Reason: error.Code),
            SlackFault.Unknown => new(DeliveryOutcome.Unknown, Reason: error.Code),
            _ => new(
                TokenGone.Contains(error.Code) || NotThere.Contains(error.Code)
                    ? DeliveryOutcome.Unreachable
                    : DeliveryOutcome.Refused,
                Reason: error.Code
            ),
        };
}
