using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Chats.Slack.Presses;

/// <summary>A modal or somebody's App Home, by Slack's names.</summary>
/// <param name="CallbackId">Which it is, when something of it comes back.</param>
internal sealed record SlackView(
    string Type,
    IReadOnlyList<Block> Blocks,
    Plain? Title = null,
    Plain? Submit = null,
    Plain? Close = null,
    string? CallbackId = null,
    string? PrivateMetadata = null
)
{
    public string ToJson() => JsonSerializer.Serialize(this, ViewJson.Web.SlackView);
}

/// <summary>What is answered to a modal that was sent.</summary>
internal sealed record ViewResponse(string ResponseAction, SlackView View);

/// <summary>The modals.</summary>
internal sealed class SlackViews(SlackBlocks blocks)
{
    /// <summary>The modal in which a question is put together.</summary>
    public const string AskId = "ask";

    /// <summary>Selects of partners, whose options are asked for while one types.</summary>
    public const string PartnerId = "find";

    public const string TopicId = "topic";

    private const string AnswerId = "answer";
    private const int LongestTitle = 24;

    // What can be asked of one partner, in the order of the menu.
    private static readonly string[] Topics = [StatusTopic.TopicName, "timeline", "requirements", "owner", "changes"];

    public SlackView Answer(Message message, BlockContext context, Words words) =>
        Modal(blocks.Render(message, context with { Surface = BlockSurface.Modal }).Blocks, words, AnswerId);

    /// <summary>Shown until the answer is there.</summary>
    public SlackView Waiting(Words words) => Say(words["page-waiting"], words);

    public SlackView Say(string text, Words words) => Answer(OneSentence.Of(text, words), new(), words);

    /// <summary>A partner to be found while typing its name, and what is asked of it.</summary>
    public static SlackView Ask(Words words)
    {
        var topics = Topics.Select(topic => OptionOf(topic, words)).ToList();
        Block[] inputs =
        [
            new Input(Label(words["app-partner"]), Partners(words), BlockId: PartnerId),
            new Input(
                Label(words["slack-topic"]),
                new StaticSelect(Plain.Of(words["choose-one"], Plain.LongestPlaceholder), TopicId, topics, topics[0]),
                BlockId: TopicId
            ),
        ];
        return Modal(inputs, words, AskId) with { Submit = Plain.Of(words["page-send"], LongestTitle) };
    }

    public static ExternalSelect Partners(Words words) =>
        new(
            Plain.Of(words["app-partner-about"], Plain.LongestPlaceholder),
            $"{PartnerId}:{words.Code}",
            MinQueryLength: 0
        );

    private static SelectOption OptionOf(string topic, Words words) =>
        new(Label(Words.Capitalised(words.Command(topic))), words.Command(topic));

    private static SlackView Modal(IReadOnlyList<Block> content, Words words, string id) =>
        new(
            "modal",
            content,
            Plain.Of(words["app-name"], LongestTitle),
            Close: Plain.Of(words["slack-close"], LongestTitle),
            CallbackId: id,
            PrivateMetadata: words.Code
        );

    private static Plain Label(string text) => Plain.Of(text, Plain.LongestLabel);
}

[JsonSerializable(typeof(SlackView))]
[JsonSerializable(typeof(ViewResponse))]
internal sealed partial class ViewJson : JsonSerializerContext
{
    public static ViewJson Web { get; } =
        new(new JsonSerializerOptions(SlackJson.Web.Options) { TypeInfoResolver = null });
}
