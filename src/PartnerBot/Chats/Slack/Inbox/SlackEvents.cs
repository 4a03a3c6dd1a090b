using System.Text.Json;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Chats.Slack.Inbox;

/// <summary>Takes events in, and takes up those that a replica left behind.</summary>
internal sealed partial class SlackEvents(
    SlackInbox inbox,
    SlackWork work,
    TimeProvider clock,
    ILogger<SlackEvents> log
) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

    private const int LongestId = 100;

    /// <summary>Whether it says that the app is no longer to speak to the workspace.</summary>
    public static bool IsRemoval(SlackDelivery.Happened delivery) =>
        Read(delivery.Callback) is { } one && Happenings.IsRemoval(one) && Happenings.Concern(one);

    /// <summary>Keeps it, and acts upon it where it is new.</summary>
    /// <returns>Whether it is kept, or is nothing to be kept.</returns>
    public async Task<bool> ReceiveAsync(SlackDelivery.Happened delivery, CancellationToken cancellationToken)
    {
        var callback = delivery.Callback;
        if (
            callback is not { TeamId: { } team, EventId: { Length: > 0 and <= LongestId } id }
            || Read(callback) is not { } one
            || !Happenings.Concern(one)
        )
        {
            return true;
        }

        var (isKept, kept) = await inbox.KeepAsync(team, id, delivery.Body, cancellationToken);
        if (kept is not null)
        {
            _ = Begin(kept, callback, one);
        }

        return isKept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, clock);
        var swept = DateTimeOffset.MinValue;
        do
        {
            foreach (var left in await inbox.TakeDueAsync(stoppingToken))
            {
                await TakeUpAsync(left);
            }

            if (clock.GetUtcNow() - swept >= Hourly)
            {
                await inbox.SweepAsync(stoppingToken);
                swept = clock.GetUtcNow();
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TakeUpAsync(KeptEvent left)
    {
        LogTakenUp(left.Id, left.Team, left.Attempt);
        var callback = JsonSerializer.Deserialize(left.Body, PayloadJson.Web.EventCallback);
        if (callback is not null && Read(callback) is { } one)
        {
            _ = Begin(left, callback, one);
        }
        else
        {
            await inbox.DoneAsync(left, CancellationToken.None); // another version's
        }
    }

    // In the order in which one person wrote in one conversation.
    private Task Begin(KeptEvent kept, EventCallback callback, SlackEvent one) =>
        work.Begin(
            $"{kept.Team}/{one.Channel}/{one.User}",
            $"event {kept.Id} ({one.Type}) in the workspace {kept.Team}",
            async (services, cancellationToken) =>
            {
                if (await inbox.RenewAsync(kept, cancellationToken) is { } mine)
                {
                    await ActAsync(services, mine, callback, one, cancellationToken);
                }
            }
        );

    private async Task ActAsync(
        IServiceProvider services,
        KeptEvent mine,
        EventCallback callback,
        SlackEvent one,
        CancellationToken cancellationToken
    )
    {
        var isDone = true;
        try
        {
            isDone = await services.GetRequiredService<Happenings>().ActAsync(mine, callback, one, cancellationToken);
        }
        finally
        {
            if (isDone && !cancellationToken.IsCancellationRequested)
            {
                await inbox.DoneAsync(mine, CancellationToken.None);
            }
        }
    }

    private static SlackEvent? Read(EventCallback callback)
    {
        try
        {
            return
                callback.Event.ValueKind is JsonValueKind.Object
                && callback.Event.TryGetProperty("type", out var type)
                && type.ValueKind is JsonValueKind.String
                && Happenings.Types.Contains(type.GetString()!)
                ? callback.Event.Deserialize(PayloadJson.Web.SlackEvent)
                : null;
        }
        catch (JsonException)
        {
            return null; // of a kind that is known, but not like it
        }
    }

    [LoggerMessage(
        35,
        LogLevel.Warning,
        "The event {Id} of the workspace {Team} was left behind, and is taken up ({Attempt})"
    )]
    private partial void LogTakenUp(string id, string team, int attempt);
}
