using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack.Commands;

/// <summary>What a command is answered with.</summary>
/// <param name="Asked">What is to be answered later, with all that is known of who asks; null where <paramref name="Message"/> promises nothing.</param>
/// <param name="Otherwise">Said instead where nothing will follow.</param>
internal sealed record CommandReply(
    Message Message,
    BlockContext Context,
    Asked? Asked = null,
    Message? Otherwise = null
)
{
    /// <summary>It is no answer, but says that there will be one.</summary>
    public bool IsToFollow => Otherwise is not null;

    public CommandReply WithoutPromise => Otherwise is null ? this : new(Otherwise, Context);
}

/// <summary>Finds what a command is answered with.</summary>
internal sealed class CommandAnswer(
    Answerer answerer,
    SlackPeople people,
    Welcome welcome,
    Phrasebook phrasebook,
    Locale locale
)
{
    public async Task<CommandReply> FindAsync(CommandAsked command, CancellationToken cancellationToken)
    {
        var found = await people.FindAsync(command.Workspace, command.Asked.Asker.Id, cancellationToken);
        if (found.Person is not { } person)
        {
            return Say(found.IsRead ? "not-ours" : "slack-unsure");
        }

        var asked = command.Asked with
        {
            TimeZone = person.TimeZone,
            LanguageHint = command.Asked.LanguageHint ?? person.Locale,
            Name = person.Name,
            Mentioned = await people.MentionedAsync(command.Workspace, command.Text, cancellationToken),
        };
        if (asked.Words.Length == 0)
        {
            return new(WithThreads(welcome.Say(asked.LanguageHint, inRoom: false)), new());
        }

        try
        {
            var answer = await answerer.AnswerAsync(asked, cancellationToken);
            return new(
                answer.Question.Topic is HelpTopic.TopicName ? WithThreads(answer.Message) : answer.Message,
                new(answer.Again)
            );
        }
        catch (RegistryUnavailableException)
        {
            return new(
                await answerer.UnavailableAsync(asked, later: true, cancellationToken),
                new(),
                asked,
                await answerer.UnavailableAsync(asked, later: false, cancellationToken)
            );
        }
    }

    public CommandReply Broken() => Say("broken");

    public CommandReply Unsure() => Say("slack-unsure");

    // Slack has no commands in threads, which nobody is told but by us.
    private Message WithThreads(Message message) =>
        message with
        {
            Notes = [.. message.Notes, phrasebook[message.Language]["slack-threads"]],
        };

    private CommandReply Say(string key)
    {
        var words = phrasebook[locale.Language];
        return new(OneSentence.Of(words[key], words), new());
    }
}
