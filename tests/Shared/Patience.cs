namespace PartnerBot.Testing;

/// <summary>How long a test waits for what is sure to come: what takes longer has gone wrong, however busy the machine is.</summary>
internal static class Patience
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Cancelled once it took too long, or with the test.</summary>
    public static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        return limit;
    }

    /// <summary>Until it is so.</summary>
    public static async Task UntilAsync(Func<CancellationToken, Task<bool>> isSo)
    {
        using var limit = Limit();
        while (!await isSo(limit.Token))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield(); // others need the processor too
        }
    }
}
