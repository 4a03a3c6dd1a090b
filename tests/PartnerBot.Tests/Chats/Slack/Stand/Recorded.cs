namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What happened, in order; a test can wait for what is yet to happen.</summary>
internal sealed class Recorded<T>
{
    private readonly Lock gate = new();
    private readonly List<T> all = [];
    private TaskCompletionSource added = Signal();

    public IReadOnlyList<T> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    public void Add(T one)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            all.Add(one);
            (told, added) = (added, Signal());
        }

        told.SetResult();
    }

    /// <summary>Forgets all, so that a test counts from here.</summary>
    public void Clear()
    {
        lock (gate)
        {
            all.Clear();
        }
    }

    /// <summary>The <paramref name="nth"/> (from 1) that is as asked, now or as soon as it happens.</summary>
    public async Task<T> WaitAsync(Func<T, bool> isIt, int nth = 1)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (all.Where(isIt).Skip(nth - 1).Take(1).ToList() is [var found])
                {
                    return found;
                }

                next = added.Task;
            }

            await next.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
