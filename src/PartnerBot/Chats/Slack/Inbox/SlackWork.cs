namespace PartnerBot.Chats.Slack.Inbox;

/// <summary>
/// What goes on after Slack was told that all is well: what belongs to one conversation one after the other, as it came. At the
/// end of the program it is waited for.
/// </summary>
internal sealed partial class SlackWork(IServiceScopeFactory scopes, ILogger<SlackWork> log)
    : IHostedService,
        IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> lanes = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Is done when all that was begun so far has ended.</summary>
    public Task Idle
    {
        get
        {
            lock (gate)
            {
                return Task.WhenAll(lanes.Values);
            }
        }
    }

    /// <param name="lane">The conversation.</param>
    /// <param name="what">For the log, should it break.</param>
    /// <param name="act">With services of its own; what it throws ends here.</param>
    public Task Begin(string lane, string what, Func<IServiceProvider, CancellationToken, Task> act)
    {
        lock (gate)
        {
            var before = lanes.GetValueOrDefault(lane, Task.CompletedTask);
            // Not on the way of the request that began it.
            var task = Task.Run(() => AfterAsync(before, what, act));
            lanes[lane] = task;
            _ = task.ContinueWith(
                done => End(lane, done),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            return task;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Idle.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await stopping.CancelAsync();
        }
    }

    public void Dispose() => stopping.Dispose();

    private async Task AfterAsync(Task before, string what, Func<IServiceProvider, CancellationToken, Task> act)
    {
        await before;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider, stopping.Token);
        }
        catch (Exception exception)
        {
            if (!stopping.IsCancellationRequested)
            {
                LogBroken(exception, what);
            }
        }
    }

    private void End(string lane, Task task)
    {
        lock (gate)
        {
            if (lanes.GetValueOrDefault(lane) == task)
            {
                lanes.Remove(lane);
            }
        }
    }

    [LoggerMessage(34, LogLevel.Error, "What came from Slack could not be dealt with: {What}")]
    private partial void LogBroken(Exception exception, string what);
}
