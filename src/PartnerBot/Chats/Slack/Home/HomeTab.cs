using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Chats.Slack.Presses;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack.Home;

/// <summary>The bot's App Home: what changed lately, a search, the language; at the first visit, what can be asked.</summary>
internal sealed partial class HomeTab(
    Answerer answerer,
    SlackClient slack,
    SlackOnce once,
    SlackBlocks blocks,
    Welcome welcome,
    Phrasebook phrasebook,
    Locale locale,
    ILogger<HomeTab> log
)
{
    public async Task ShowAsync(SlackWorkspace workspace, SlackPerson person, CancellationToken cancellationToken)
    {
        var place = new SlackPlace(workspace, person.Id, Thread: null, IsRoom: false);
        var asked = await answerer.AsChosenAsync(SlackIncoming.Of(person, place, "").Asked, cancellationToken);
        var words = phrasebook.First(locale, asked.Language, asked.LanguageHint);
        asked = asked with { Words = words.Command(ChangesTopic.TopicName), Language = words.Code };
        var first = $"home:{person.Id}";
        var isFirst = await once.ClaimAsync(workspace.Team, first, pause: null, cancellationToken);
        IEnumerable<Block> content =
        [
            new Header(Plain.Of(words["app-name-full"], Plain.LongestPlaceholder)),
            .. isFirst ? Rendered(welcome.Say(words.Code, inRoom: false), asked: null) : [],
            new Actions([SlackViews.Partners(words), Languages(words)]),
            new Divider(),
            .. await ChangesAsync(asked, words, cancellationToken),
        ];
        if (!await ShowAsync(workspace, person.Id, [.. content], cancellationToken) && isFirst)
        {
            await once.ReturnAsync(workspace.Team, first, cancellationToken);
        }
    }

    /// <summary>One sentence alone.</summary>
    /// <param name="key">Of the words.</param>
    public Task SayAsync(SlackWorkspace workspace, string user, string key, CancellationToken cancellationToken)
    {
        var words = phrasebook[locale.Language];
        return ShowAsync(workspace, user, Rendered(OneSentence.Of(words[key], words), asked: null), cancellationToken);
    }

    private async Task<bool> ShowAsync(
        SlackWorkspace workspace,
        string user,
        IReadOnlyList<Block> content,
        CancellationToken cancellationToken
    )
    {
        var view = new SlackView("home", content, CallbackId: "home");
        var shown = await slack.PublishViewAsync(workspace.Token, user, view.ToJson(), cancellationToken);
        if (shown.Error is { } error)
        {
            LogNotShown(workspace.Team, user, error.Code);
        }

        return shown.Error is null;
    }

    private async Task<IReadOnlyList<Block>> ChangesAsync(Asked asked, Words words, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await answerer.AnswerAsync(asked, cancellationToken);
            return Rendered(answer.Message, answer.Again);
        }
        catch (RegistryUnavailableException)
        {
            return Rendered(OneSentence.Of(words["unavailable"], words), asked: null);
        }
    }

    private IReadOnlyList<Block> Rendered(Message message, string? asked) =>
        blocks.Render(message, new(asked, Surface: BlockSurface.Home)).Blocks;

    private StaticSelect Languages(Words words)
    {
        var command = words.Command(LanguageTopic.TopicName);
        var options = phrasebook.All.Select(language => OptionOf(language, command)).ToList();
        return new(
            Plain.Of(words["page-language"], Plain.LongestPlaceholder),
            Pressed.Choose(words.Code, replace: false),
            options,
            OptionOf(words, command)
        );
    }

    private static SelectOption OptionOf(Words language, string command) =>
        new(Plain.Of(language.File.Name, Plain.LongestLabel), $"{command} {language.File.Called[0]}");

    [LoggerMessage(44, LogLevel.Error, "The App Home of {User} in the workspace {Team} could not be shown: {Code}")]
    private partial void LogNotShown(string team, string user, string code);
}
