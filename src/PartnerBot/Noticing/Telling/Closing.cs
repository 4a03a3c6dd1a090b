using System.Text.Json;
using System.Threading.Channels;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>
/// Notes what became of lanes: all that gathers while the last of it is written goes in one transaction. A database that fails is
/// tried again until it works: what was sent must be known to be.
/// </summary>
internal sealed partial class Closing(
    NoticeLedger ledger,
    Signal<Courier> signal,
    DeliverySettings settings,
    TimeProvider clock,
    ILogger<Closing> log
)
{
    private const int Most = 500;
    private const int ManyTries = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Ended> ended = Channel.CreateBounded<Ended>(
        new BoundedChannelOptions(2 * Most) { SingleReader = true }
    );

    private readonly TaskCompletionSource last = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who takes up lanes in this process.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    public ValueTask AddAsync(Ended one) => ended.Writer.WriteAsync(one);

    /// <summary>Nothing is added any more.</summary>
    public void End()
    {
        ended.Writer.TryComplete();
        last.TrySetResult();
    }

    /// <summary>Until all is noted after <see cref="End"/>.</summary>
    public async Task RunAsync()
    {
        var some = new List<Ended>();
        while (await ended.Reader.WaitToReadAsync())
        {
            Take(some);
            await GatherAsync(some);
            await WriteAsync(some);
            some.Clear();
        }
    }

    // Where messages leave slowly, each would else be noted by itself.
    private async Task GatherAsync(List<Ended> some)
    {
        var gathered = Task.Delay(some.Min(one => settings.Gather(one.Taken.Lane.Platform)), clock);
        await Task.WhenAny(gathered, last.Task);
        Take(some);
    }

    private void Take(List<Ended> some)
    {
        while (some.Count < Most && ended.Reader.TryRead(out var one))
        {
            some.Add(one);
        }
    }

    private async Task WriteAsync(List<Ended> some)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await NoteAsync(some);
                return;
            }
            catch (Exception exception)
            {
                if (tries == 1)
                {
                    LogNotNoted(some.Count, exception.GetType().Name, exception.Message);
                }

                if (tries == ManyTries && some.Count > 1)
                {
                    // Perhaps one of them is what can't be written.
                    foreach (var one in some)
                    {
                        await WriteAsync([one]);
                    }

                    return;
                }

                if (tries > ManyTries && (some.Count == 1 || ended.Reader.Completion.IsCompleted))
                {
                    return; // the lease runs out, and whoever takes the lane up finds out what was sent
                }

                await Task.Delay(Pause, clock);
            }
        }
    }

    private async Task NoteAsync(List<Ended> some)
    {
        var now = clock.GetUtcNow();
        var isDue = await ledger.FinishAsync(
            Owner,
            [.. some.SelectMany(one => one.Outcomes)],
            [.. some.Select(one => EndOf(one, now))],
            [.. some.Select(one => one.Thread).OfType<ThreadRow>()],
            [
                .. some.Where(one => one.Told is not null)
                    .Select(one => one.Taken.Recipient)
                    .Where(one => one.IsRoom)
                    .Select(one => one.Key),
            ],
            CancellationToken.None
        );
        Step.Note(Step.Noted);
        if (isDue)
        {
            signal.Give();
        }
    }

    private LaneEnd EndOf(Ended one, DateTimeOffset now)
    {
        var lane = one.Taken.Lane;
        var held = one.Held ?? lane.HeldUntil;
        var again = one.Again is { } at && held > at ? held : one.Again;
        return new(
            lane.Recipient,
            lane.Arrived,
            again?.UtcTicks,
            held.UtcTicks,
            one.Moved?.Platform ?? lane.Platform,
            one.Moved?.Name ?? lane.Realm,
            Told.Write(Told.Read(lane.Told, now, settings.Gathering), one.Told ?? [], now)
        );
    }

    [LoggerMessage(
        67,
        LogLevel.Error,
        "What became of {Count} notices can't be noted ({Failure}: {Reason}); it is tried until it can"
    )]
    private partial void LogNotNoted(int count, string failure, string reason);
}

/// <summary>Of which partners something was told so lately that what follows is gathered, as a lane keeps it.</summary>
internal static class Told
{
    public static IReadOnlyDictionary<string, DateTimeOffset> Read(
        string? json,
        DateTimeOffset now,
        TimeSpan gathering
    ) =>
        (json is null ? null : JsonSerializer.Deserialize(json, LedgerJson.Default.DictionaryStringInt64))
            ?.Select(one => (one.Key, At: new DateTimeOffset(one.Value, TimeSpan.Zero)))
            .Where(one => one.At + gathering > now)
            .ToDictionary(one => one.Key, one => one.At, StringComparer.Ordinal)
        ?? [];

    public static string? Write(
        IReadOnlyDictionary<string, DateTimeOffset> before,
        IEnumerable<string> partners,
        DateTimeOffset now
    )
    {
        var all = before.ToDictionary(one => one.Key, one => one.Value.UtcTicks, StringComparer.Ordinal);
        foreach (var partner in partners)
        {
            all[partner] = now.UtcTicks;
        }

        return all.Count == 0 ? null : JsonSerializer.Serialize(all, LedgerJson.Default.DictionaryStringInt64);
    }
}
