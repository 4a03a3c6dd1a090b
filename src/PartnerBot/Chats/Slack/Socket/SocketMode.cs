using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Chats.Slack.Socket;

/// <summary>
/// Socket Mode: Slack reaches us over sockets that we open, so that no public address is needed. Two are open at a time; each
/// is followed by another before Slack closes it, and what is not acknowledged comes again over the other.
/// </summary>
internal sealed partial class SocketMode(
    SlackSettings settings,
    SlackAppClient slack,
    OpenSocket open,
    SlackReceiver receiver,
    TimeProvider clock,
    ILogger<SocketMode> log
) : BackgroundService
{
    private const int Many = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // One that ends before that helps nobody, however often it is opened.
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Many).Select(_ => KeepOneAsync(stoppingToken)));

    // One after the other, the next as soon as the last is about to close.
    private async Task KeepOneAsync(CancellationToken stoppingToken)
    {
        List<Task> closing = [];
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            closing.RemoveAll(task => task.IsCompleted);
            var begun = clock.GetTimestamp();
            var (socket, notBefore) = await TryOpenAsync(stoppingToken);
            if (socket is not null)
            {
                var running = RunAsync(socket, stoppingToken);
                closing.Add(running);
                await Task.WhenAny(socket.Warned, running);
            }

            if (socket?.IsGreeted is true && clock.GetElapsedTime(begun) >= Lasting)
            {
                pause = ShortestPause;
                continue;
            }

            await Task.Delay(pause > notBefore ? pause : notBefore, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        await Task.WhenAll(closing);
    }

    private async Task RunAsync(SlackSocket socket, CancellationToken stoppingToken)
    {
        using (socket)
        {
            if (await socket.RunAsync(stoppingToken) is SocketEnd.Disabled)
            {
                LogDisabled();
            }
        }
    }

    // Where there is none, with the time that Slack wants to be left alone.
    private async Task<(SlackSocket? Socket, TimeSpan NotBefore)> TryOpenAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            var opened = await slack.OpenSocketAsync(settings.AppToken!, until.Token);
            if (opened.Value?.Url is not { } url || !IsSlacks(url))
            {
                LogNotOpened(opened.Error?.Code ?? "address");
                return (null, opened.Error?.RetryAfter ?? TimeSpan.Zero);
            }

            var socket = await open(new(url), until.Token);
            return (new(socket, receiver, log), TimeSpan.Zero);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotOpened(exception.GetType().Name);
            return (null, TimeSpan.Zero);
        }
        catch (OperationCanceledException)
        {
            return (null, TimeSpan.Zero);
        }
    }

    // The address has a ticket in it, so it goes nowhere in the clear.
    private bool IsSlacks(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (
            (address.Scheme is "wss" && address.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase))
            || (settings.IsElsewhere && address.Scheme is "ws" or "wss" && address.Host == settings.Api.Host)
        );

    [LoggerMessage(57, LogLevel.Error, "No socket to Slack could be opened ({Reason}); it is tried again")]
    private partial void LogNotOpened(string reason);

    [LoggerMessage(
        58,
        LogLevel.Error,
        "Slack says that Socket Mode is turned off for the app; turn it on in the app's settings"
    )]
    private partial void LogDisabled();
}
