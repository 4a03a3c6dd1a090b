using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Door;

/// <summary>A slash command, by the names of its form.</summary>
public sealed record SlackCommand
{
    public string? Command { get; init; }

    public string? Text { get; init; }

    public string? TeamId { get; init; }

    public string? ChannelId { get; init; }

    public string? UserId { get; init; }

    /// <summary>Takes answers for 30 minutes, see <see cref="Api.ResponseUrls"/>.</summary>
    public string? ResponseUrl { get; init; }
}

/// <summary>Something that happened, as it is delivered.</summary>
public sealed record EventCallback
{
    public string? Type { get; init; }

    /// <summary>Of <c>url_verification</c>: to be given back.</summary>
    public string? Challenge { get; init; }

    public string? TeamId { get; init; }

    /// <summary>The same each time that it is delivered.</summary>
    public string? EventId { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long EventTime { get; init; }

    /// <summary>It is of a channel that another company's workspace shares.</summary>
    public bool IsExtSharedChannel { get; init; }

    public JsonElement Event { get; init; }
}

/// <summary>The events that are acted upon; a field is there where its type has it.</summary>
public sealed record SlackEvent
{
    public string? Type { get; init; }

    public string? Subtype { get; init; }

    public string? User { get; init; }

    public string? BotId { get; init; }

    public string? Text { get; init; }

    public string? Channel { get; init; }

    /// <summary><c>im</c> for a chat with the bot alone.</summary>
    public string? ChannelType { get; init; }

    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }

    /// <summary>Of the App Home: <c>home</c> or <c>messages</c>.</summary>
    public string? Tab { get; init; }

    public IReadOnlyList<SharedLink>? Links { get; init; }

    public string? MessageTs { get; init; }

    public string? UnfurlId { get; init; }

    public string? Source { get; init; }

    public RevokedTokens? Tokens { get; init; }
}

public sealed record SharedLink(string? Url);

/// <summary>The users whose tokens were revoked.</summary>
public sealed record RevokedTokens(IReadOnlyList<string>? Oauth, IReadOnlyList<string>? Bot);

/// <summary>Something pressed, chosen, typed or sent.</summary>
public sealed record SlackInteraction
{
    public string? Type { get; init; }

    public IdPart? Team { get; init; }

    public IdPart? User { get; init; }

    public IdPart? Channel { get; init; }

    public MessagePart? Message { get; init; }

    public ContainerPart? Container { get; init; }

    public string? ResponseUrl { get; init; }

    public string? TriggerId { get; init; }

    public string? CallbackId { get; init; }

    public IReadOnlyList<ActionPart>? Actions { get; init; }

    public ViewPart? View { get; init; }

    /// <summary>Of <c>block_suggestion</c>: which select it is.</summary>
    public string? ActionId { get; init; }

    /// <summary>Of <c>block_suggestion</c>: what was typed so far.</summary>
    public string? Value { get; init; }
}

public sealed record IdPart(string? Id);

public sealed record MessagePart(string? Ts, string? ThreadTs);

public sealed record ContainerPart(string? Type, string? MessageTs, string? ThreadTs, bool IsEphemeral);

public sealed record ActionPart(string? ActionId, string? Value, OptionPart? SelectedOption);

public sealed record OptionPart(string? Value);

public sealed record ViewPart(string? Id, string? Type, string? CallbackId, string? PrivateMetadata, ViewState? State);

/// <summary>What was put into a view, by block and then by element.</summary>
public sealed record ViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, ActionPart>>? Values);

[JsonSerializable(typeof(SlackCommand))]
[JsonSerializable(typeof(EventCallback))]
[JsonSerializable(typeof(SlackEvent))]
[JsonSerializable(typeof(SlackInteraction))]
public sealed partial class PayloadJson : JsonSerializerContext
{
    public static PayloadJson Web { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                MaxDepth = Http.AskBody.Deepest,
            }
        );
}
