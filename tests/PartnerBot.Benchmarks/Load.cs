using System.Diagnostics;

namespace PartnerBot.Benchmarks;

/// <summary>What a load did, and what it cost the program under it.</summary>
/// <param name="PerSecond">How much was done in a second of the clock.</param>
/// <param name="Microseconds">Processor time for each, in the program that is measured.</param>
/// <param name="PeakMegabytes">The most memory that it held meanwhile.</param>
/// <param name="Waits">How long each was waited for, in milliseconds.</param>
internal sealed record Loaded(double PerSecond, double Microseconds, double PeakMegabytes, Waits Waits);

/// <summary>How much a program does of what is sent by <see cref="Senders"/>.</summary>
internal static class Load
{
    public const int Connections = 32;

    /// <summary>
    /// Before the pause, and again after it: code that is called often is compiled anew meanwhile. Who is slow is not waited
    /// for longer than 30 s.
    /// </summary>
    private const int WarmUp = 40_000;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(30);

    /// <summary>The runtime counts calls only once no code was new for a while: on one core for a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    /// <param name="send">Sends the request of a number; throws where it isn't answered as it should be.</param>
    /// <param name="done">How many are done so far; without it, as many as were sent.</param>
    /// <param name="connections">How many are sent at once.</param>
    public static async Task<Loaded> RunAsync(
        BuiltProgram program,
        Func<int, Task> send,
        Func<int>? done = null,
        int connections = Connections
    )
    {
        using var senders = new Senders(send, done);
        senders.Begin(connections);
        await WarmUpAsync(senders);
        await senders.PauseAsync(Pause);
        await WarmUpAsync(senders);
        senders.Waits.Clear();
        var (before, spent, clock) = (senders.Done, program.ProcessorTime, Stopwatch.StartNew());
        var peak = 0.0;
        while (clock.Elapsed < Span && !senders.HaveFailed)
        {
            peak = Math.Max(peak, program.HeldMegabytes);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        var (count, cost, seconds) = (senders.Done - before, program.ProcessorTime - spent, clock.Elapsed.TotalSeconds);
        await senders.EndAsync();
        return new(count / seconds, cost.TotalMicroseconds / count, peak, senders.Waits);
    }

    private static async Task WarmUpAsync(Senders senders)
    {
        var (clock, enough) = (Stopwatch.StartNew(), senders.Done + WarmUp);
        while (senders.Done < enough && clock.Elapsed < LongestWarmUp && !senders.HaveFailed)
        {
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    public static void Show(string title, Loaded baseline, params (string Row, Loaded Load)[] rows)
    {
        (string Unit, Func<Loaded, double> Of)[] units =
        [
            ("per second", load => load.PerSecond),
            ("microseconds of the core for each", load => load.Microseconds),
            ("MB held at the most", load => load.PeakMegabytes),
        ];
        foreach (var (unit, of) in units)
        {
            Figures.Show(title, unit, [.. rows.Select(row => (row.Row, of(row.Load), of(row.Load) / of(baseline)))]);
        }
    }
}
