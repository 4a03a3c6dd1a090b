namespace PartnerBot.Noticing.Telling;

/// <summary>So many messages may be on their way at once.</summary>
internal sealed class Places(int capacity) : IDisposable
{
    private readonly SemaphoreSlim free = new(capacity);

    public int Capacity => capacity;

    /// <summary>Takes places once half of all are free, or as many as are wanted: not one at a time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        var (taken, enough) = (0, Math.Min(wanted, (capacity + 1) / 2));
        try
        {
            for (; taken < enough; taken++)
            {
                await free.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Return(taken);
            throw;
        }

        while (taken < wanted && free.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    public void Return(int count)
    {
        if (count > 0)
        {
            free.Release(count);
        }
    }

    /// <summary>Until nothing is on its way any more.</summary>
    public async Task AllAsync()
    {
        for (var left = capacity; left > 0; left--)
        {
            await free.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => free.Dispose();
}
