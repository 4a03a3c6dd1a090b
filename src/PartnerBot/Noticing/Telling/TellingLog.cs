namespace PartnerBot.Noticing.Telling;

/// <summary>What is said in the log wherever a notice ends so.</summary>
internal static partial class TellingLog
{
    [LoggerMessage(
        71,
        LogLevel.Error,
        "The change {Sequence} could not be told to {Recipient} and is given up: {Reason}; `notices failed` lists it, `notices retry` tries again"
    )]
    public static partial void GivenUp(this ILogger log, Recipient recipient, long sequence, string? reason);
}
