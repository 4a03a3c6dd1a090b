using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using PartnerBot.Asking;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Registry;
using Polly;
using Polly.Retry;

namespace PartnerBot.Chats.Teams;

/// <summary>Says things where somebody has just asked, and for that tries more than once: nobody else will.</summary>
internal sealed partial class Replies(
    Answerer answerer,
    CardRenderer cards,
    TeamsConnector connector,
    LaterAnswers later,
    ResiliencePipeline<Delivery> patiently,
    TimeProvider clock,
    ILogger<Replies> log
)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    // Teams gives a turn 15 s, of which the last try needs some.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    private static readonly ResiliencePropertyKey<DateTimeOffset> End = new("end");

    private readonly DateTimeOffset end = clock.GetUtcNow() + LongestTurn;

    /// <summary>Answers where it was asked, with a sign of life when that takes longer than 500 ms.</summary>
    public async Task AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (await FindAsync(incoming, cancellationToken) is { } answer)
        {
            var card = cards.Render(answer.Message, new(answer.Again));
            await SayAsync(incoming, Activities.Of(card), cancellationToken);
        }
    }

    /// <summary>The answer; null where it has to wait, which was then said.</summary>
    public async Task<Answer?> FindAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var answering = answerer.AnswerAsync(incoming.Asked, cancellationToken);
        try
        {
            if (await IsSlowAsync(answering, cancellationToken))
            {
                // A sign of life that hangs doesn't keep the answer.
                var typing = connector.SendAsync(
                    incoming.Place,
                    new() { Type = ActivityTypes.Typing },
                    replyTo: null,
                    cancellationToken
                );
                await Task.WhenAny(typing, answering);
            }

            return await answering;
        }
        catch (RegistryUnavailableException)
        {
            var kept = await later.KeepAsync(
                incoming.Asked,
                incoming.Place.Address,
                notBefore: null,
                cancellationToken
            );
            var text = await answerer.UnavailableAsync(incoming.Asked, kept, cancellationToken);
            await SayOnceAsync(incoming, Activities.Of(text), cancellationToken);
            return null;
        }
    }

    /// <summary>Says it in reply to what was asked. What can't be said now is asked again later, by itself.</summary>
    public async Task<Delivery> SayAsync(Incoming incoming, Activity activity, CancellationToken cancellationToken)
    {
        var delivery = await SayOnceAsync(incoming, activity, cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Later)
        {
            await later.KeepAsync(incoming.Asked, incoming.Place.Address, delivery.RetryAfter, cancellationToken);
        }

        return delivery;
    }

    /// <summary>Says it in reply, now or never: what is no answer to the question must not bring one later.</summary>
    public Task<Delivery> SayOnceAsync(Incoming incoming, Activity activity, CancellationToken cancellationToken) =>
        SendAsync(incoming.Place, activity, incoming.MessageId, cancellationToken);

    /// <summary>Says it, trying again what Microsoft says is to be tried again.</summary>
    public async Task<Delivery> SendAsync(
        TeamsPlace place,
        Activity activity,
        string? replyTo,
        CancellationToken cancellationToken
    )
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(End, end);
        var delivery = await patiently.ExecuteAsync(
            async turn => await connector.SendAsync(place, activity, replyTo, turn.CancellationToken),
            context
        );
        ResilienceContextPool.Shared.Return(context);
        if (delivery.Outcome is not DeliveryOutcome.Sent)
        {
            LogNotSaid(place.Tenant, place.Target, delivery.Outcome, delivery.Reason);
        }

        return delivery;
    }

    private async Task<bool> IsSlowAsync(Task answering, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(answering, Task.Delay(Soon, clock, stop.Token));
        await stop.CancelAsync();
        return first != answering;
    }

    /// <summary>How it tries again. Made once: making it takes as long as a tenth of an answer.</summary>
    public static ResiliencePipeline<Delivery> Patiently(TimeProvider clock) =>
        new ResiliencePipelineBuilder<Delivery> { TimeProvider = clock }
            .AddRetry(
                new()
                {
                    ShouldHandle = args =>
                        ValueTask.FromResult(
                            IsToBeTriedAgain(
                                args.Outcome.Result,
                                args.Context.Properties.GetValue(End, default) - clock.GetUtcNow()
                            )
                        ),
                    MaxRetryAttempts = 3,
                    Delay = TimeSpan.FromMilliseconds(500),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
                }
            )
            .Build();

    // After silence nobody knows whether it was said, so it is not said again.
    private static bool IsToBeTriedAgain(Delivery? delivery, TimeSpan left) =>
        delivery is { Outcome: DeliveryOutcome.Later or DeliveryOutcome.Unknown }
        && (delivery.Outcome is DeliveryOutcome.Later || delivery.Reason?.Split(' ')[0] is "502" or "504")
        && (delivery.RetryAfter ?? TimeSpan.Zero) is var pause
        && pause <= LongestPause
        && pause <= left;

    [LoggerMessage(
        22,
        LogLevel.Error,
        "A reply in conversation {Conversation} of tenant {Tenant} was not said: {Outcome}, {Reason}"
    )]
    private partial void LogNotSaid(string tenant, string conversation, DeliveryOutcome outcome, string? reason);
}

/// <summary>What is said, as the Bot Framework's activities.</summary>
internal static class Activities
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The card alone, since text beside one becomes a message of its own.</summary>
    public static Activity Of(Card card) =>
        new()
        {
            Type = ActivityTypes.Message,
            Summary = card.Summary,
            Attachments = [new() { ContentType = CardType, Content = new JRaw(card.Json) }],
        };

    public static Activity Of(string text) =>
        new()
        {
            Type = ActivityTypes.Message,
            Text = text,
            TextFormat = TextFormatTypes.Plain,
        };
}
