using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Webhooks;

/// <summary>
/// Rings every webhook when the feed has grown, once for all that came meanwhile, and again with growing pauses while it is not
/// answered with a 2xx. A ring carries no truth, so one too many does no harm: after a start everybody is rung once.
/// </summary>
internal sealed partial class Doorbell(
    IDbContextFactory<RegistryDb> databases,
    FeedSignal signal,
    IHttpClientFactory clients,
    TimeProvider clock,
    ILogger<Doorbell> log
) : BackgroundService
{
    public const string Client = "webhooks";
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Standing> standings = new(StringComparer.Ordinal);

    private sealed record Standing(long Rung, int Failures, DateTimeOffset NotBefore);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var grown = signal.Next;
            try
            {
                await RingAllAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogRoundFailed(log, exception);
            }

            await Task.WhenAny(grown, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    private async Task RingAllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var webhooks = await db.Webhooks.AsNoTracking().ToListAsync(cancellationToken);
        if (webhooks.Count == 0)
        {
            return;
        }

        var head = await db.FeedHead.Select(row => row.Sequence).SingleAsync(cancellationToken);
        await Parallel.ForEachAsync(
            webhooks.Where(webhook => IsDue(webhook.Id, head)),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (webhook, stop) => await RingAsync(webhook, head, stop)
        );
    }

    private bool IsDue(string id, long head) =>
        !standings.TryGetValue(id, out var standing)
        || (standing.Rung < head && standing.NotBefore <= clock.GetUtcNow());

    private async Task RingAsync(Webhook webhook, long head, CancellationToken cancellationToken)
    {
        var failures = standings.GetValueOrDefault(webhook.Id)?.Failures ?? 0;
        try
        {
            using var request = Request(webhook, head);
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            response.EnsureSuccessStatusCode();
            standings[webhook.Id] = new(head, 0, DateTimeOffset.MinValue);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            var pause = TimeSpan.FromSeconds(
                Math.Min(LongestPause.TotalSeconds, 5 * Math.Pow(2, Math.Min(failures, 10)))
            );
            standings[webhook.Id] = new(
                standings.GetValueOrDefault(webhook.Id)?.Rung ?? -1,
                failures + 1,
                clock.GetUtcNow() + pause
            );
            LogNotRung(log, webhook.Id, failures + 1, pause.TotalSeconds, exception.Message);
        }
    }

    private HttpRequestMessage Request(Webhook webhook, long head)
    {
        var (id, at) = ($"msg_{Guid.CreateVersion7(clock.GetUtcNow()):N}", clock.GetUtcNow());
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"type":"registry.changed","timestamp":"{{{at.UtcDateTime:O}}}","data":{"head":{{{head}}}}}"""
        );
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new StringContent(body, null, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            "webhook-signature",
            StandardWebhooks.Sign(StandardWebhooks.KeyOf(webhook.Secret)!, id, at, body)
        );
        return request;
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {Id} was not rung (try {Try}); next try in {Seconds} s: {Reason}")]
    private static partial void LogNotRung(ILogger logger, string id, int @try, double seconds, string reason);

    [LoggerMessage(LogLevel.Error, "The webhooks could not be looked up")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);
}
