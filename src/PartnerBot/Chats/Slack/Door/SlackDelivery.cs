using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace PartnerBot.Chats.Slack.Door;

/// <summary>What Slack sends, over either way: as it came, and as it is read.</summary>
public abstract record SlackDelivery
{
    /// <summary>An event, or the question whether anybody is there.</summary>
    /// <param name="Body">The JSON as it came.</param>
    public sealed record Happened(EventCallback Callback, string Body) : SlackDelivery;

    public sealed record Command(SlackCommand Asked) : SlackDelivery;

    public sealed record Interaction(SlackInteraction Done) : SlackDelivery;

    /// <summary>A form or JSON, by what it says it is; null where it is nothing that can be read.</summary>
    public static SlackDelivery? Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        try
        {
            return contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
            {
                "application/json" => ReadEvent(body),
                "application/x-www-form-urlencoded" => ReadForm(body),
                _ => null,
            };
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidDataException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The payload of an envelope in Socket Mode; null where it is none that is known.</summary>
    public static SlackDelivery? Read(string? envelope, JsonElement payload)
    {
        try
        {
            return envelope switch
            {
                "events_api" => ReadEvent(Encoding.UTF8.GetBytes(payload.GetRawText())),
                "slash_commands" when payload.Deserialize(PayloadJson.Web.SlackCommand) is { } asked => new Command(
                    asked
                ),
                "interactive" when payload.Deserialize(PayloadJson.Web.SlackInteraction) is { } done => new Interaction(
                    done
                ),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Happened? ReadEvent(ReadOnlyMemory<byte> body)
    {
        var callback = JsonSerializer.Deserialize(body.Span, PayloadJson.Web.EventCallback);
        return callback is null ? null : new(callback, Strict.GetString(body.Span));
    }

    private static SlackDelivery? ReadForm(ReadOnlyMemory<byte> body)
    {
        var form = new FormReader(Strict.GetString(body.Span)) { ValueLengthLimit = Http.AskBody.Largest }.ReadForm();
        if (form.TryGetValue("payload", out var payload))
        {
            var done = JsonSerializer.Deserialize(payload.ToString(), PayloadJson.Web.SlackInteraction);
            return done is null ? null : new Interaction(done);
        }

        return form.ContainsKey("command") || form.ContainsKey("ssl_check")
            ? new Command(
                new()
                {
                    Command = Field("command"),
                    Text = Field("text"),
                    TeamId = Field("team_id"),
                    ChannelId = Field("channel_id"),
                    UserId = Field("user_id"),
                    ResponseUrl = Field("response_url"),
                }
            )
            : null;

        string? Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );
}
