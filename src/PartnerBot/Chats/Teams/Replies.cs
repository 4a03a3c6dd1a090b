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
            await SayAsync(incoming, Outgoing.Of(card), cancellationToken);
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
                var typing = connector.SendAsync(incoming.Place, Outgoing.Typing, replyTo: null, cancellationToken);
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
            await SayOnceAsync(incoming, Outgoing.Of(sorry.Text), cancellationToken);
            return null;
        }
    }

    /// <summary>Says it in reply to what was asked. What can't be said now is asked again later, by itself.</summary>
    public async Task<Delivery> SayAsync(Incoming incoming, Outgoing said, CancellationToken cancellationToken)
    {
        var delivery = await SayOnceAsync(incoming, said, cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Later)
        {
            await later.KeepAsync(incoming.Asked, incoming.Place.Address, delivery.RetryAfter, cancellationToken);
        }

        return delivery;
    }

    /// <summary>Says it in reply, now or never: what is no answer to the question must not bring one later.</summary>
    public Task<Delivery> SayOnceAsync(Incoming incoming, Outgoing said, CancellationToken cancellationToken) =>
        SendAsync(incoming.Place, said, incoming.MessageId, cancellationToken);

    /// <summary>Says it, trying again what Microsoft says is to be tried again.</summary>
    public async Task<Delivery> SendAsync(
        TeamsPlace place,
        Outgoing said,
        string? replyTo,
        CancellationToken cancellationToken
    )
    {
        var delivery = await patience.TryAsync(
            until => connector.SendAsync(place, said, replyTo, until),
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
