using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Chats.Http;

namespace PartnerBot.Chats.Slack.Socket;

/// <summary>What comes over a socket. Source: Slack, "Using Socket Mode".</summary>
/// <param name="Type"><c>hello</c>, <c>disconnect</c>, or what is in it: <c>events_api</c>, <c>slash_commands</c>, <c>interactive</c>.</param>
/// <param name="EnvelopeId">What it is acknowledged by, within 3 s; else it comes again.</param>
/// <param name="Reason">Of <c>disconnect</c>: <c>warning</c>, <c>refresh_requested</c>, <c>link_disabled</c>.</param>
internal sealed record Envelope(
    string? Type,
    string? EnvelopeId,
    JsonElement Payload,
    bool AcceptsResponsePayload,
    string? Reason
);

[JsonSerializable(typeof(Envelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext
{
    public static EnvelopeJson Web { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                MaxDepth = AskBody.Deepest,
            }
        );

    /// <summary>The acknowledgement, with what is answered where something is.</summary>
    /// <param name="json">JSON; null is nothing.</param>
    public static byte[] Acknowledge(string id, byte[]? json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("envelope_id", id);
            if (json is not null)
            {
                writer.WritePropertyName("payload");
                writer.WriteRawValue(json);
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
