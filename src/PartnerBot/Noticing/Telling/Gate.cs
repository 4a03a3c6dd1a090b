namespace PartnerBot.Noticing.Telling;

/// <summary>Where the messages to one workspace or tenant leave this process.</summary>
internal sealed class Gate(TimeSpan between, int together, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly Openings openings = new(between, together);

    /// <returns>False where the process ends before the moment has come.</returns>
    public async Task<bool> PassAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        if (between == TimeSpan.Zero)
        {
            return !cancellationToken.IsCancellationRequested;
        }

        try
        {
            await turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            await (openings.IsOpen(moment) ? Task.CompletedTask : OpenAsync(moment, cancellationToken));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task OpenAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        if (openings.Next(moment) - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }

        openings.Open(moment, clock.GetUtcNow());
    }
}

/// <summary>
/// When a gate opens, for all whose moment is within a span: some that leave together, none before its moment, cost the processor
/// a third of one by one. What was held up follows at the same pace, and not in a crowd.
/// </summary>
/// <param name="between">How far apart the moments are.</param>
/// <param name="together">How many leave together.</param>
internal sealed class Openings(TimeSpan between, int together)
{
    /// <summary>What a timer is late by as a rule, which is no reason to slow down.</summary>
    private static readonly TimeSpan AsARule = TimeSpan.FromMilliseconds(5);

    private readonly TimeSpan span = between * together;

    private DateTimeOffset until;
    private DateTimeOffset last;

    /// <summary>It was opened for this one, too.</summary>
    public bool IsOpen(DateTimeOffset moment) => moment < until;

    /// <summary>When it is to be opened for a moment.</summary>
    public DateTimeOffset Next(DateTimeOffset moment)
    {
        var at = moment + SpanOf(moment) - between;
        return at > last + span ? at : last + span;
    }

    /// <summary>It is opened now.</summary>
    public void Open(DateTimeOffset moment, DateTimeOffset now)
    {
        var at = Next(moment);
        until = moment + SpanOf(moment) - (between / 2); // moments are rounded
        last = now - at > AsARule ? now : at;
    }

    // After a pause one goes alone, which so is told at once.
    private TimeSpan SpanOf(DateTimeOffset moment) => moment - last > 2 * span ? between : span;
}
