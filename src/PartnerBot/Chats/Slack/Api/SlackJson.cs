using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>What every method answers.</summary>
public record SlackAnswer
{
    public bool Ok { get; init; }

    /// <summary>A code; null where all is well.</summary>
    public string? Error { get; init; }

    /// <summary>Takes what stands beside the body.</summary>
    internal virtual void Take(HttpResponseHeaders headers) { }
}

public sealed record AuthTest : SlackAnswer
{
    private const string ScopesHeader = "X-OAuth-Scopes";

    public string? TeamId { get; init; }

    /// <summary>The bot's own user.</summary>
    public string? UserId { get; init; }

    /// <summary>What the token may do; null where Slack doesn't say.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Scopes { get; private set; }

    internal override void Take(HttpResponseHeaders headers) =>
        Scopes = headers.TryGetValues(ScopesHeader, out var values)
            ?
            [
                .. values.SelectMany(value =>
                    value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ),
            ]
            : null;
}

public sealed record PostedMessage : SlackAnswer
{
    public string? Channel { get; init; }

    /// <summary>The message's id within its channel.</summary>
    public string? Ts { get; init; }
}

public sealed record OpenedConversation : SlackAnswer
{
    public ConversationInfo? Channel { get; init; }
}

/// <summary>A conversation as <c>conversations.info</c> gives it.</summary>
public sealed record ConversationInfo
{
    public string Id { get; init; } = "";

    /// <summary>With another company's workspace.</summary>
    public bool IsExtShared { get; init; }

    public bool IsPendingExtShared { get; init; }
}

public sealed record MemberList : SlackAnswer
{
    /// <summary>Ids of users.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public NextPage? ResponseMetadata { get; init; }
}

/// <param name="NextCursor">Empty on the last page.</param>
public sealed record NextPage(string? NextCursor);

public sealed record MessageHistory : SlackAnswer
{
    public IReadOnlyList<PastMessage> Messages { get; init; } = [];

    public NextPage? ResponseMetadata { get; init; }
}

public sealed record PastMessage
{
    public string? Ts { get; init; }

    public JsonElement Metadata { get; init; }

    /// <summary>What we noted on it; null where nothing, or another app did.</summary>
    [JsonIgnore]
    public string? Noted =>
        Metadata.ValueKind is JsonValueKind.Object
        && Metadata.TryGetProperty("event_type", out var type)
        && type.ValueKind is JsonValueKind.String
        && type.GetString() is MessageMetadata.OurType
        && Metadata.TryGetProperty("event_payload", out var payload)
        && payload.ValueKind is JsonValueKind.Object
        && payload.TryGetProperty("id", out var id)
        && id.ValueKind is JsonValueKind.String
            ? id.GetString()
            : null;
}

/// <summary>What we note on a message; others in the workspace can read it.</summary>
public sealed record MessageMetadata(string EventType, MetadataPayload EventPayload)
{
    /// <summary>The type of all that we note.</summary>
    public const string OurType = "partnerbot_notice";

    /// <param name="id">Opaque: it says nothing of what it is about.</param>
    public static MessageMetadata Of(string id) => new(OurType, new(id));
}

public sealed record MetadataPayload(string? Id);

public sealed record UserAnswer : SlackAnswer
{
    public SlackUser? User { get; init; }
}

public sealed record SlackUser
{
    public string Id { get; init; } = "";

    public string? TeamId { get; init; }

    public string? RealName { get; init; }

    /// <summary>The IANA name of their zone.</summary>
    public string? Tz { get; init; }

    /// <summary>Of their client, such as <c>id-ID</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether they have shown that the address on their profile is theirs.</summary>
    public bool IsEmailConfirmed { get; init; }

    public UserProfile? Profile { get; init; }

    public bool Deleted { get; init; }

    public bool IsBot { get; init; }

    /// <summary>A guest, of several channels or of one.</summary>
    public bool IsRestricted { get; init; }

    public bool IsUltraRestricted { get; init; }

    /// <summary>Of another workspace, seen in a shared channel.</summary>
    public bool IsStranger { get; init; }
}

/// <param name="Email">Null without the scope <c>users:read.email</c>.</param>
/// <param name="DisplayName">Empty where they chose none.</param>
public sealed record UserProfile(string? Email, string? DisplayName);

public sealed record OpenedView : SlackAnswer
{
    public ViewId? View { get; init; }
}

public sealed record ViewId(string Id);

public sealed record AppAccess : SlackAnswer
{
    public string? AccessToken { get; init; }

    /// <summary>With token rotation alone: gets the next token, once.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>In seconds; null for a token that doesn't expire.</summary>
    public int? ExpiresIn { get; init; }

    public string? BotUserId { get; init; }

    public AccessTeam? Team { get; init; }

    public bool IsEnterpriseInstall { get; init; }
}

public sealed record AccessTeam(string? Id, string? Name);

public sealed record OpenedSocket : SlackAnswer
{
    /// <summary>Good for one connection, for a moment.</summary>
    public string? Url { get; init; }
}

[JsonSerializable(typeof(SlackAnswer))]
[JsonSerializable(typeof(AuthTest))]
[JsonSerializable(typeof(PostedMessage))]
[JsonSerializable(typeof(OpenedConversation))]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(MessageHistory))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(OpenedView))]
[JsonSerializable(typeof(AppAccess))]
[JsonSerializable(typeof(OpenedSocket))]
[JsonSerializable(typeof(MessageMetadata))]
[JsonSerializable(typeof(ResponseMessage))]
[JsonSerializable(typeof(OfferedOptions))]
[JsonSerializable(typeof(Dictionary<string, Unfurl>))]
public sealed partial class SlackJson : JsonSerializerContext
{
    /// <summary>As Slack spells it: <c>snake_case</c>, what is null left out.</summary>
    public static SlackJson Web { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                MaxDepth = 32,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it never stands in a page
            }
        );
}
