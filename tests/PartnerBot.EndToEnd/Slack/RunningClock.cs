using Microsoft.Extensions.Time.Testing;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>The real time, where a host takes a clock that stands still: programs in other processes have no other.</summary>
internal sealed class RunningClock : FakeTimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
