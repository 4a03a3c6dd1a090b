using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using PartnerBot.Crash.Checking;

namespace PartnerBot.Crash.Stands;

/// <summary>What the platforms have in common: their ledger, their trouble, and whom they can have killed.</summary>
internal sealed partial class Platforms(
    Troubles troubles,
    Func<int, string, Task> kill,
    TimeSpan slowness,
    int lateness = 0
)
{
    private readonly ConcurrentQueue<Post> posts = new();
    private readonly ConcurrentQueue<Look> looks = new();
    private int last;
    private int begun;

    /// <summary>A kill that the harness wants at the next message: <see cref="Trouble.KilledHalfway"/> or <see cref="Trouble.KilledUnread"/>.</summary>
    public ConcurrentQueue<Trouble> Ordered { get; } = new();

    public IReadOnlyList<Post> Posts => [.. posts];

    public IReadOnlyList<Look> Looks => [.. looks];

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>How many requests were turned away because they came too fast.</summary>
    public int Limited { get; private set; }

    /// <summary>How many of those came although the platform had said for how long it wants to be left alone.</summary>
    public int Impatient { get; set; }

    /// <summary>How many messages that tell of changes have come.</summary>
    public int Begun => Volatile.Read(ref begun);

    public void NoteLook(string recipient, DateTimeOffset at) => looks.Enqueue(new(recipient, at));

    public Trouble TroubleFor(Sent sent) =>
        !sent.IsNotice ? Trouble.None
        : !sent.IsMarked && Ordered.TryDequeue(out var ordered) ? ordered
        : troubles.Next(sent);

    /// <summary>Does to a message what the trouble says; the answer is the caller's.</summary>
    /// <param name="take">Has the platform keep it, readable from that instant on.</param>
    /// <returns>What the sender is told.</returns>
    public async Task<Reply> HandleAsync(Sent sent, Trouble trouble, Action<DateTimeOffset> take)
    {
        var at = Now;
        Interlocked.Add(ref begun, sent.IsNotice ? 1 : 0);
        var isTaken = trouble is Trouble.None or Trouble.TakenUnsaid or Trouble.KilledUnread or Trouble.Slow;
        // Some can be read only once whoever looks for them has looked.
        var readable =
            trouble is Trouble.TakenUnsaid && lateness > 0 && Interlocked.Increment(ref last) % lateness == 0
                ? at + TimeSpan.FromSeconds(25)
                : at;
        if (isTaken)
        {
            take(readable);
        }

        if (trouble is Trouble.KilledHalfway or Trouble.KilledUnread)
        {
            await kill(sent.Process, trouble is Trouble.KilledHalfway ? "half-request" : "sent-unread");
        }

        if (trouble is Trouble.Slow)
        {
            await Task.Delay(slowness, TimeProvider.System);
        }

        var reply =
            trouble is Trouble.None or Trouble.Slow ? Reply.Taken
            : trouble is Trouble.Limited or Trouble.NotNow ? Reply.Declined
            : Reply.Nothing;
        Limited += trouble is Trouble.Limited ? 1 : 0;
        posts.Enqueue(new(sent.Recipient, sent.Process, at, sent.Codes, sent.IsMarked, isTaken, reply, Now, readable));
        return reply;
    }

    /// <summary>The changes that a message tells, by their words, in order.</summary>
    public static IReadOnlyList<string> CodesIn(string text) =>
        [.. Code().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    public static bool IsMarkedIn(string text) => text.Contains("may be a repeat", StringComparison.Ordinal);

    [GeneratedRegex("change [0-9]{6}", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
