using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace PartnerBot.Testing;

/// <summary>A clock that moves only when told to, and tells when somebody begins to wait on it.</summary>
public sealed class TestClock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Opens)
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> waits = new();

    public static DateTimeOffset Opens { get; } = new(2026, 11, 18, 7, 5, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits(dueTime).Release();
        return timer;
    }

    /// <summary>Until somebody waits for <paramref name="span"/>: each wait is told once, those from before too.</summary>
    public Task WaitedForAsync(TimeSpan span) => Waits(span).WaitAsync(TestContext.Current.CancellationToken);

    private SemaphoreSlim Waits(TimeSpan span) => waits.GetOrAdd(span, _ => new SemaphoreSlim(0));
}
