using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack;

/// <summary>Answers messages where they were written, and for that tries more than once: nobody else will.</summary>
internal sealed partial class SlackReplies(
    Answerer answerer,
    SlackClient slack,
    SlackPoster poster,
    SlackChats chats,
    LaterAnswers later,
    Patience patience,
    Phrasebook phrasebook,
    TimeProvider clock,
    ILogger<SlackReplies> log
)
{
    private const string Seen = "eyes";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset end = clock.GetUtcNow() + LongestWait;

    /// <param name="message">The <c>ts</c> of the message that asks.</param>
    /// <param name="id">Opaque, of the event that brought it; noted on the answer.</param>
    /// <param name="perhapsSaid">Nobody knows whether it was answered already.</param>
    /// <returns>What became of the answer, or of what was said in its place.</returns>
    public async Task<Delivery> AnswerAsync(
        SlackIncoming incoming,
        string message,
        string id,
        bool perhapsSaid,
        CancellationToken cancellationToken
    )
    {
        var (answer, instead) = await FindAsync(incoming, message, id, cancellationToken);
        if (answer is null)
        {
            return instead!;
        }

        var said = perhapsSaid ? Noted(answer.Message, "later-perhaps") : answer.Message;
        var delivery = await SayAsync(incoming.Place, said, new(answer.Again), id, cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Later)
        {
            await KeepAsync(incoming, delivery.RetryAfter, cancellationToken);
        }
        else if (
            delivery.Outcome is DeliveryOutcome.Refused or DeliveryOutcome.Unreachable
            && incoming.Place.IsRoom
            && !SlackErrors.IsTokenGone(delivery.Reason)
        )
        {
            await SayElsewhereAsync(incoming, answer, id, cancellationToken);
        }

        return delivery;
    }

    /// <summary>Says it now or never: what is no answer to the question must not bring one later.</summary>
    public async Task<Delivery> SayAsync(
        SlackPlace place,
        Message message,
        BlockContext context,
        string? id,
        CancellationToken cancellationToken
    )
    {
        var delivery = await patience.TryAsync(
            until => poster.PostAsync(place, message, context, id, until),
            // After silence nobody knows whether it was said, so it is not said again.
            one => one.Outcome is DeliveryOutcome.Later,
            end,
            cancellationToken
        );
        if (delivery.Outcome is not DeliveryOutcome.Sent)
        {
            LogNotSaid(place.Workspace.Team, place.Channel, delivery.Outcome, delivery.Reason);
        }

        return delivery;
    }

    // Where the bot may not write, who asked gets the answer in their own chat.
    private async Task SayElsewhereAsync(
        SlackIncoming incoming,
        Answer answer,
        string id,
        CancellationToken cancellationToken
    )
    {
        var place = incoming.Place;
        var own = await chats.FindAsync(place.Workspace, incoming.Asked.Asker.Id, cancellationToken);
        if (own.Value is { } chat)
        {
            await poster.PostAsync(
                new(place.Workspace, chat, Thread: null, IsRoom: false),
                Noted(answer.Message, "slack-elsewhere"),
                new(answer.Again),
                id,
                cancellationToken
            );
        }
    }

    // The answer; where it has to wait, what became of saying so.
    private async Task<(Answer? Answer, Delivery? Instead)> FindAsync(
        SlackIncoming incoming,
        string message,
        string id,
        CancellationToken cancellationToken
    )
    {
        var answering = answerer.AnswerAsync(incoming.Asked, cancellationToken);
        try
        {
            if (await patience.IsSlowAsync(answering, cancellationToken))
            {
                var (token, channel) = (incoming.Place.Workspace.Token, incoming.Place.Channel);
                // A sign of life that hangs doesn't keep the answer.
                await Task.WhenAny(slack.ReactAsync(token, channel, message, Seen, cancellationToken), answering);
            }

            return (await answering, null);
        }
        catch (RegistryUnavailableException)
        {
            var kept = await KeepAsync(incoming, notBefore: null, cancellationToken);
            var sorry = await answerer.UnavailableAsync(incoming.Asked, kept is not null, cancellationToken);
            var said = await SayAsync(incoming.Place, sorry, new(), id, cancellationToken);
            // What is promised is not to be promised again.
            return (null, kept is null ? said : said with { Outcome = DeliveryOutcome.Sent });
        }
    }

    private Task<LaterAnswer?> KeepAsync(
        SlackIncoming incoming,
        TimeSpan? notBefore,
        CancellationToken cancellationToken
    ) =>
        later.KeepAsync(
            incoming.Asked,
            incoming.Place.AddressFor(incoming.Asked.Asker.Id),
            notBefore,
            cancellationToken
        );

    private Message Noted(Message message, string key) =>
        message with
        {
            Notes = [phrasebook[message.Language][key], .. message.Notes],
        };

    [LoggerMessage(
        36,
        LogLevel.Error,
        "A reply in the conversation {Channel} of the workspace {Team} was not said: {Outcome}, {Reason}"
    )]
    private partial void LogNotSaid(string team, string channel, DeliveryOutcome outcome, string? reason);
}
