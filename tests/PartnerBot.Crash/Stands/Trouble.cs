namespace PartnerBot.Crash.Stands;

/// <summary>What the platform does with a message that it could take.</summary>
public enum Trouble
{
    None,

    /// <summary>It takes it, and fails before it says so.</summary>
    TakenUnsaid,

    /// <summary>It fails before it takes it.</summary>
    Failed,

    /// <summary>The bot is killed before all of the request has come; nothing is taken.</summary>
    KilledHalfway,

    /// <summary>It takes it, and the bot is killed before it is answered.</summary>
    KilledUnread,

    /// <summary>It wants to be left alone for a while.</summary>
    Limited,

    /// <summary>It says that it can't now, and not for how long.</summary>
    NotNow,

    /// <summary>It takes it, and takes its time to say so.</summary>
    Slow,
}

/// <summary>Which trouble comes when.</summary>
/// <param name="next">Asked for each message that could be taken.</param>
public sealed class Troubles(Func<Sent, Trouble> next)
{
    private readonly Lock gate = new();

    public static Troubles None { get; } = new(_ => Trouble.None);

    /// <summary>Of so many in a thousand messages nobody knows what became; what is marked as a repeat is always taken.</summary>
    public static Troubles Random(int seed)
    {
        var random = new Random(seed);
        return new(sent =>
            sent.IsMarked
                ? Trouble.None
                : random.Next(1000) switch
                {
                    < 12 => Trouble.TakenUnsaid,
                    < 24 => Trouble.Failed,
                    < 40 => Trouble.Limited,
                    < 46 => Trouble.NotNow,
                    _ => Trouble.None,
                }
        );
    }

    public Trouble Next(Sent sent)
    {
        lock (gate)
        {
            return next(sent);
        }
    }
}

/// <summary>A message as the bot sent it.</summary>
/// <param name="Notice">What the bot noted on it; null where it noted nothing.</param>
public sealed record Sent(
    string Recipient,
    string? Thread,
    int Process,
    IReadOnlyList<string> Codes,
    bool IsMarked,
    string? Notice
)
{
    /// <summary>It tells of changes.</summary>
    public bool IsNotice => Codes.Count > 0;
}
