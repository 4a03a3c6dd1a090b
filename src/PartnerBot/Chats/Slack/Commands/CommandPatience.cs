namespace PartnerBot.Chats.Slack.Commands;

/// <summary>
/// How long a command waits for its answer before Slack is told that one will come: 1.5 s while the registry answers, 100 ms
/// once it doesn't. That it no longer does is found out by one command, not by all that are asked meanwhile.
/// </summary>
internal sealed class CommandPatience(TimeProvider clock)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1.5);

    /// <summary>Nobody sees any sign of life for so long: who waits on is one alone.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(250);

    // While answers are slow, waiting for each of them helps nobody.
    private static readonly TimeSpan WhileSlow = TimeSpan.FromMilliseconds(100);

    private volatile bool slow;
    private long freshAt = clock.GetTimestamp();
    private int waitingOn;

    /// <summary>Comes back as soon as the answer is there, or is not to be waited for any longer.</summary>
    public async Task<bool> IsThereAsync(Task<CommandReply> answering)
    {
        var begun = clock.GetTimestamp();
        _ = LearnAsync(answering, begun);
        if (answering.IsCompleted)
        {
            return true;
        }

        using var stop = new CancellationTokenSource();
        var isThere = slow
            ? await IsFirstAsync(answering, Task.Delay(WhileSlow, clock, stop.Token))
            : await IsThereAsync(answering, begun, stop.Token);
        await stop.CancelAsync();
        return isThere;
    }

    private async Task<bool> IsThereAsync(Task<CommandReply> answering, long begun, CancellationToken stop)
    {
        var end = Task.Delay(AtOnce, clock, stop);
        if (await IsFirstAsync(answering, Task.Delay(Doubt, clock, stop)))
        {
            return true;
        }

        if (Volatile.Read(ref freshAt) > begun)
        {
            return await IsInTimeAsync(answering, end);
        }

        if (Interlocked.Exchange(ref waitingOn, 1) == 1)
        {
            return false;
        }

        var isThere = await IsInTimeAsync(answering, end);
        Volatile.Write(ref waitingOn, 0);
        return isThere;
    }

    private async Task<bool> IsInTimeAsync(Task answering, Task end)
    {
        var isThere = await IsFirstAsync(answering, end);
        slow |= !isThere;
        return isThere;
    }

    // Also of what came too late to be waited for: a registry that takes a second is slow to nobody.
    private async Task LearnAsync(Task<CommandReply> answering, long begun)
    {
        var answer = await answering;
        var fresh = answer.Message.Freshness;
        if (answer.IsToFollow || fresh is { Stale: true } || clock.GetElapsedTime(begun) > AtOnce)
        {
            slow = true;
        }
        else if (fresh is not null)
        {
            slow = false;
            Volatile.Write(ref freshAt, clock.GetTimestamp());
        }
    }

    private static async Task<bool> IsFirstAsync(Task task, Task other) => await Task.WhenAny(task, other) == task;
}
