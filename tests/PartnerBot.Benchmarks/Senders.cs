using System.Diagnostics;

namespace PartnerBot.Benchmarks;

/// <summary>So many at once, each of whom sends the next as soon as the last is answered.</summary>
/// <param name="send">Sends the request of a number; throws where it isn't answered as it should be.</param>
/// <param name="answered">How many are answered so far, where that is not known from sending; null where it is.</param>
internal sealed class Senders(Func<int, Task> send, Func<int>? answered) : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private List<Task> all = [];
    private Task paused = Task.CompletedTask;
    private int sent;

    public Waits Waits { get; } = new();

    public int Done => answered?.Invoke() ?? Volatile.Read(ref sent);

    /// <summary>One of them was not answered as it should be, which <see cref="EndAsync"/> throws.</summary>
    public bool HaveFailed => all.Exists(sender => sender.IsFaulted);

    public void Begin(int many) => all = [.. Enumerable.Range(0, many).Select(_ => Task.Run(SendAllAsync))];

    public async Task PauseAsync(TimeSpan pause)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref paused, over.Task);
        await Task.Delay(pause, TimeProvider.System);
        over.SetResult();
    }

    public async Task EndAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(all);
    }

    public void Dispose() => end.Dispose();

    private async Task SendAllAsync()
    {
        while (!end.IsCancellationRequested)
        {
            await Volatile.Read(ref paused);
            var begun = Stopwatch.GetTimestamp();
            await send(Interlocked.Increment(ref sent));
            Waits.Add(Stopwatch.GetElapsedTime(begun));
        }
    }
}
