using Polly;
using Polly.Retry;

namespace PartnerBot.Chats;

/// <summary>How somebody who has just asked is waited on: slow answers give a sign of life, and what could not be said is tried again.</summary>
public sealed class Patience(TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private static readonly ResiliencePropertyKey<DateTimeOffset> End = new("end");
    private static readonly ResiliencePropertyKey<Func<Delivery, bool>> Again = new("again");

    // Made once: making it takes as long as a tenth of an answer.
    private readonly ResiliencePipeline<Delivery> pipeline = new ResiliencePipelineBuilder<Delivery>
    {
        TimeProvider = clock,
    }
        .AddRetry(
            new()
            {
                ShouldHandle = args => ValueTask.FromResult(IsToBeTriedAgain(args, clock)),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
            }
        )
        .Build();

    /// <summary>Whether it takes longer than 500 ms; comes back as soon as that is known.</summary>
    public async Task<bool> IsSlowAsync(Task answering, CancellationToken cancellationToken) =>
        !await answering.IsDoneWithinAsync(Soon, clock, cancellationToken);

    /// <summary>Says it, up to four times; a pause that the platform asks for is kept where it is 4 s at most.</summary>
    /// <param name="again">Whether what became of it allows to say it again, by the platform's rules.</param>
    /// <param name="end">When whoever waits no longer does.</param>
    public async Task<Delivery> TryAsync(
        Func<CancellationToken, Task<Delivery>> say,
        Func<Delivery, bool> again,
        DateTimeOffset end,
        CancellationToken cancellationToken
    )
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(End, end);
        context.Properties.Set(Again, again);
        var delivery = await pipeline.ExecuteAsync(async turn => await say(turn.CancellationToken), context);
        ResilienceContextPool.Shared.Return(context);
        return delivery;
    }

    private static bool IsToBeTriedAgain(RetryPredicateArguments<Delivery> args, TimeProvider clock) =>
        args.Outcome.Result is { } delivery
        && args.Context.Properties.TryGetValue(Again, out var again)
        && again(delivery)
        && (delivery.RetryAfter ?? TimeSpan.Zero) is var pause
        && pause <= LongestPause
        && pause <= args.Context.Properties.GetValue(End, default) - clock.GetUtcNow();
}
