using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Door;

/// <summary>A clock that moves only when told to, and says how long the next who waits is going to.</summary>
public sealed class NotingClock() : FakeTimeProvider(RegistryHarness.Start)
{
    private readonly Channel<TimeSpan> noted = Channel.CreateUnbounded<TimeSpan>();
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> awaited = new();
    private int noting;

    /// <summary>From now on the next wait is noted.</summary>
    public void NoteNext() => Interlocked.Exchange(ref noting, 1);

    /// <summary>Nothing is noted, and what was is forgotten.</summary>
    public void Forget()
    {
        Interlocked.Exchange(ref noting, 0);
        while (noted.Reader.TryRead(out _)) { }
    }

    /// <summary>The wait that was noted.</summary>
    public Task<TimeSpan> NotedAsync() => noted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Done when, from now on, somebody begins to wait for that long.</summary>
    public Task BegunAsync(TimeSpan wait) =>
        awaited.GetOrAdd(wait, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (Interlocked.Exchange(ref noting, 0) == 1)
        {
            noted.Writer.TryWrite(dueTime);
        }

        if (awaited.TryRemove(dueTime, out var begun))
        {
            begun.SetResult();
        }

        return timer;
    }
}
