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
    public async Task AnswerAsync(
        SlackIncoming incoming,
        string message,
        string id,
        bool perhapsSaid,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(incoming, message, id, cancellationToken) is not { } answer)
        {
            return;
        }

        var said = perhapsSaid ? Doubted(answer.Message) : answer.Message;
        var delivery = await SayAsync(incoming.Place, said, new(answer.Again), id, cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Later)
        {
            await KeepAsync(incoming, delivery.RetryAfter, cancellationToken);
        }
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

    // The answer; null where it has to wait, which was then said.
    private async Task<Answer?> FindAsync(
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

            return await answering;
        }
        catch (RegistryUnavailableException)
        {
            var kept = await KeepAsync(incoming, notBefore: null, cancellationToken);
            var text = await answerer.UnavailableAsync(incoming.Asked, kept is not null, cancellationToken);
            await SayAsync(incoming.Place, OneSentence.Of(text, phrasebook.All[0]), new(), id, cancellationToken);
            return null;
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

    private Message Doubted(Message message) =>
        message with
        {
            Notes = [phrasebook[message.Language]["later-perhaps"], .. message.Notes],
        };

    [LoggerMessage(
        36,
        LogLevel.Error,
        "A reply in the conversation {Channel} of the workspace {Team} was not said: {Outcome}, {Reason}"
    )]
    private partial void LogNotSaid(string team, string channel, DeliveryOutcome outcome, string? reason);
}
