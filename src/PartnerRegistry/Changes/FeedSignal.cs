namespace PartnerRegistry.Changes;

/// <summary>Wakes those who wait for the feed to grow, within this process.</summary>
public sealed class FeedSignal
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next growth. Take it before reading the feed, or a growth in between is missed.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() =>
        Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
