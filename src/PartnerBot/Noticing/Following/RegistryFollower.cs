using PartnerBot.Chats;
using PartnerBot.Registry;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Follows the registry, so that whoever is to be told is: one replica of all waits at the feed, and each reads on when the
/// doorbell rings. Should two follow for a moment, the bookmark lets just one take changes in. From a registry without a feed, what it says
/// is compared every minute; one that had a feed is waited for, as when it is down, and taken as one without only after a day.
/// </summary>
internal sealed partial class RegistryFollower(
    FeedPages feed,
    Comparing comparing,
    Leadership leadership,
    Signal<RegistryFollower> doorbell,
    IEnumerable<IChatPlatform> platforms,
    TimeProvider clock,
    ILogger<RegistryFollower> log
) : BackgroundService
{
    /// <summary>How long the registry is to wait for an entry where there is none.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan BetweenComparisons = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLost = TimeSpan.FromHours(24);
    private static readonly TimeSpan WithoutWaiting = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private bool failing;

    // Since when who leads has found no feed where there was one.
    private DateTimeOffset? lostSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!platforms.Any())
        {
            return; // Nobody could be told.
        }

        await Task.WhenAll(
            leadership.LeadAsync("registry", FollowAsync, stoppingToken),
            AnswerTheDoorAsync(stoppingToken)
        );
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        lostSince = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var rung = doorbell.Next;
            TimeSpan next;
            if (await TryAsync(Wait, cancellationToken) is { } then)
            {
                (next, pause) = (then, ShortestPause);
            }
            else
            {
                (next, pause) = (pause, pause * 2 < LongestPause ? pause * 2 : LongestPause);
            }

            if (next > TimeSpan.Zero)
            {
                await rung.IsDoneWithinAsync(next, clock, cancellationToken);
            }
        }
    }

    // What waits at the feed finds out by itself, unless it is in a pause, or elsewhere.
    private async Task AnswerTheDoorAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var rung = doorbell.Next;
            await rung.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested)
            {
                await TryAsync(TimeSpan.Zero, cancellationToken);
            }
        }
    }

    /// <returns>When to go on; null where it failed.</returns>
    private async Task<TimeSpan?> TryAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            var begun = clock.GetTimestamp();
            var step = await feed.StepAsync(wait, cancellationToken);
            MustNotBeLost(step, leads: wait > TimeSpan.Zero);
            if (step is FeedStep.NoFeed or FeedStep.Lost)
            {
                await comparing.StepAsync(cancellationToken);
            }

            if (failing)
            {
                failing = false;
                LogFollowing();
            }

            return step switch
            {
                FeedStep.NoFeed or FeedStep.Lost or FeedStep.Compared => BetweenComparisons,
                FeedStep.Nothing when clock.GetElapsedTime(begun) < ShortestPause => WithoutWaiting,
                _ => TimeSpan.Zero,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            if (!failing)
            {
                failing = true;
                LogFailing(exception.GetType().Name, exception.Message);
            }

            return null;
        }
    }

    // Perhaps something between says so, and what comes meanwhile would be lost.
    private void MustNotBeLost(FeedStep step, bool leads)
    {
        if (leads)
        {
            lostSince = step is FeedStep.Lost ? lostSince ?? clock.GetUtcNow() : null;
        }

        if (step is FeedStep.Lost && !(leads && clock.GetUtcNow() - lostSince >= LongestLost))
        {
            throw new RegistryUnavailableException("it answers 404 at v1/changes, where it kept a feed until now");
        }
    }

    [LoggerMessage(60, LogLevel.Information, "The registry's changes are followed again")]
    private partial void LogFollowing();

    [LoggerMessage(
        61,
        LogLevel.Error,
        "The registry's changes can't be followed ({Failure}: {Reason}); nobody is told of them until they can, and nothing is lost"
    )]
    private partial void LogFailing(string failure, string reason);
}
