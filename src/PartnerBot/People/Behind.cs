namespace PartnerBot.People;

/// <summary>Work that nobody waits for, one piece after the other. What comes while very much waits is left out.</summary>
internal sealed class Behind(int most)
{
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;
    private int waiting;

    /// <summary>Is done when all that was added so far is.</summary>
    public Task Done
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <param name="work">Throws nothing.</param>
    public void Add(Func<Task> work)
    {
        lock (gate)
        {
            if (waiting < most)
            {
                waiting++;
                last = RunAsync(last, work);
            }
        }
    }

    private async Task RunAsync(Task before, Func<Task> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await work();
        }
        finally
        {
            lock (gate)
            {
                waiting--;
            }
        }
    }
}
