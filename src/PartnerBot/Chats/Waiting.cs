namespace PartnerBot.Chats;

/// <summary>Waits that end by the clock, and leave no timer behind.</summary>
internal static class Waiting
{
    /// <summary>Comes back as soon as it is done, well or not, or so much time has passed.</summary>
    /// <returns>Whether it was done first.</returns>
    public static async Task<bool> IsDoneWithinAsync(
        this Task task,
        TimeSpan wait,
        TimeProvider clock,
        CancellationToken cancellationToken = default
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(task, Task.Delay(wait, clock, stop.Token));
        await stop.CancelAsync();
        return first == task;
    }
}
