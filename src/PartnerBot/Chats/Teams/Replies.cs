using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using PartnerBot.Asking;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Teams;

/// <summary>Says things where somebody has just asked, and for that tries more than once: nobody else will.</summary>
internal sealed partial class Replies(
    Answerer answerer,
    CardRenderer cards,
    TeamsConnector connector,
    LaterAnswers later,
    Patience patience,
    TimeProvider clock,
    ILogger<Replies> log
)
{
    // Teams gives a turn 15 s, of which the last try needs some.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

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
            if (await patience.IsSlowAsync(answering, cancellationToken))
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
            var sorry = await answerer.UnavailableAsync(incoming.Asked, later: kept is not null, cancellationToken);
            await SayOnceAsync(incoming, Activities.Of(sorry.Text), cancellationToken);
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
        var delivery = await patience.TryAsync(
            until => connector.SendAsync(place, activity, replyTo, until),
            IsToBeTriedAgain,
            end,
            cancellationToken
        );
        if (delivery.Outcome is not DeliveryOutcome.Sent)
        {
            LogNotSaid(place.Tenant, place.Target, delivery.Outcome, delivery.Reason);
        }

        return delivery;
    }

    // After silence nobody knows whether it was said, so it is not said again.
    private static bool IsToBeTriedAgain(Delivery delivery) =>
        delivery.Outcome is DeliveryOutcome.Later
        || (delivery.Outcome is DeliveryOutcome.Unknown && delivery.Reason?.Split(' ')[0] is "502" or "504");

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
