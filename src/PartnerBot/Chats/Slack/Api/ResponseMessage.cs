using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>A message as a command or a press is answered with it, at once or at its <c>response_url</c>.</summary>
/// <param name="ResponseType"><c>ephemeral</c>: seen by who asked alone; <c>in_channel</c>: by everybody there.</param>
/// <param name="ThreadTs">The thread it goes into; null is the channel itself.</param>
public sealed record ResponseMessage(
    string Text,
    IReadOnlyList<Block>? Blocks,
    string ResponseType = ResponseMessage.Privately,
    bool? ReplaceOriginal = null,
    string? ThreadTs = null
)
{
    public const string Privately = "ephemeral";
    public const string ToAll = "in_channel";

    public bool Mrkdwn { get; }

    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }

    public static ResponseMessage Private(SlackMessage message, string? thread = null) =>
        new(message.Text, message.Blocks, ThreadTs: thread);
}

/// <summary>What a link is unfolded to.</summary>
public sealed record Unfurl(IReadOnlyList<Block> Blocks);

/// <summary>What a select is answered with while somebody types; at most 100.</summary>
public sealed record OfferedOptions(IReadOnlyList<SelectOption> Options);
