using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack.Presses;

/// <summary>Presses on messages, answered at the address that comes with them: also where the bot is no member.</summary>
internal sealed partial class MessagePresses(
    Answerer answerer,
    SlackPoster poster,
    SlackChats chats,
    SlackRooms rooms,
    ResponseUrls responses,
    LaterAnswers later,
    Phrasebook phrasebook,
    Locale locale,
    ILogger<MessagePresses> log
)
{
    public async Task AnswerAsync(Press press, CancellationToken cancellationToken)
    {
        if (!responses.IsSlacks(press.Done.ResponseUrl))
        {
            LogElsewhere(press.Workspace.Team);
            return;
        }

        var isOwn = await IsOwnChatAsync(press, cancellationToken);
        var (share, replace) = (press.Value.Share && !isOwn, press.Value.Replace);
        var toAll = share || (replace && !isOwn && !IsPrivate(press));
        if (toAll && await RefusalAsync(press, cancellationToken) is { } refusal)
        {
            await SayAsync(press, refusal, cancellationToken);
            return;
        }

        var asked = press.Asked(isRoom: !isOwn, toAll);
        if (await FindAsync(press, asked, isOwn, cancellationToken) is not { } answer)
        {
            return;
        }

        var context = new BlockContext(answer.Again, press.Value.Part, share ? press.Person.Id : null);
        var delivery = await RespondAsync(press, answer.Message, context, isOwn || share, replace, cancellationToken);
        if (share && delivery.Outcome is not (DeliveryOutcome.Sent or DeliveryOutcome.Unknown))
        {
            await SayAsync(press, "shared-not", cancellationToken);
        }
        else if (delivery.Outcome is DeliveryOutcome.Later)
        {
            await later.KeepAsync(asked, AddressFor(press, isOwn), delivery.RetryAfter, cancellationToken);
        }
    }

    /// <summary>One sentence, to whoever pressed alone.</summary>
    /// <param name="key">Of the words.</param>
    public Task SayAsync(Press press, string key, CancellationToken cancellationToken)
    {
        var words = phrasebook.First(locale, press.Value.Language, press.Person.Locale);
        return RespondAsync(
            press,
            OneSentence.Of(words[key], words),
            new(),
            toAll: false,
            replace: false,
            cancellationToken
        );
    }

    private static ConversationAddress AddressFor(Press press, bool isOwn)
    {
        var own = ConversationAddress.Of(new(SlackPlatform.PlatformName, press.Workspace.Team, press.Person.Id)) with
        {
            Thread = press.Place(isRoom: true).Thread,
        };
        return isOwn ? own : own with { Reply = press.Done.ResponseUrl };
    }

    private static bool IsPrivate(Press press) => press.Done.Container?.IsEphemeral is true;

    // What is seen by one person alone may stand in anybody's chat; else it is the bot's own, or not.
    private async Task<bool> IsOwnChatAsync(Press press, CancellationToken cancellationToken) =>
        !IsPrivate(press)
        && press.Done.Channel?.Id is ['D', ..] channel
        && (await chats.FindAsync(press.Workspace, press.Person.Id, cancellationToken)).Value == channel;

    // Only where it is known that nobody from outside reads along.
    private async Task<string?> RefusalAsync(Press press, CancellationToken cancellationToken) =>
        press.Done.Channel?.Id is not { } channel
            ? "shared-not"
            : (await rooms.ReadersAsync(press.Workspace, channel, cancellationToken)).Readers switch
            {
                Readers.Ours => null,
                Readers.Outside => "outside",
                _ => "slack-invite",
            };

    // Null where it has to wait, which was then said.
    private async Task<Answer?> FindAsync(Press press, Asked asked, bool isOwn, CancellationToken cancellationToken)
    {
        try
        {
            return await answerer.AnswerAsync(asked, cancellationToken);
        }
        catch (RegistryUnavailableException)
        {
            // What was to be shared is answered to whoever pressed, who can share it then.
            var where = AddressFor(press, isOwn);
            var kept = await later.KeepAsync(asked with { ToAll = false }, where, notBefore: null, cancellationToken);
            var sorry = await answerer.UnavailableAsync(asked, kept is not null, cancellationToken);
            await RespondAsync(press, sorry, new(), toAll: false, replace: false, cancellationToken);
            return null;
        }
    }

    private async Task<Delivery> RespondAsync(
        Press press,
        Message message,
        BlockContext context,
        bool toAll,
        bool replace,
        CancellationToken cancellationToken
    )
    {
        var seen = toAll || (replace && !IsPrivate(press)) ? ResponseMessage.ToAll : ResponseMessage.Privately;
        // What everybody in the thread reads already is shared with the channel.
        var thread = context.SharedBy is not null && !IsPrivate(press) ? null : press.Place(isRoom: true).Thread;
        var delivery = await poster.RespondAsync(
            press.Done.ResponseUrl!,
            message,
            context,
            content => new(content.Text, content.Blocks, seen, replace, thread),
            cancellationToken
        );
        if (delivery.Outcome is not DeliveryOutcome.Sent)
        {
            LogNotSaid(press.Workspace.Team, press.Done.Channel?.Id, delivery.Outcome, delivery.Reason);
        }

        return delivery;
    }

    [LoggerMessage(
        40,
        LogLevel.Warning,
        "A press in the workspace {Team} names an address for answers that is not Slack's; it is not answered"
    )]
    private partial void LogElsewhere(string team);

    [LoggerMessage(
        41,
        LogLevel.Error,
        "The answer to a press in the conversation {Channel} of the workspace {Team} was not said: {Outcome}, {Reason}"
    )]
    private partial void LogNotSaid(string team, string? channel, DeliveryOutcome outcome, string? reason);
}
