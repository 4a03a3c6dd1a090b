using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

internal enum StimulusKind
{
    /// <summary>Slack's question at setup whether the address is the app's.</summary>
    Verification,

    /// <summary>Slack's look at the certificate.</summary>
    SslCheck,
    Event,
    Command,
    Interaction,

    /// <summary>What to offer for what somebody types.</summary>
    Suggestion,
}

/// <summary>Something that Slack tells the app of.</summary>
internal sealed record SlackStimulus(string Name, StimulusKind Kind, JsonObject Payload, Workspace Team)
{
    /// <summary>Where the app may answer later.</summary>
    public Uri? ResponseUrl { get; init; }

    /// <summary>Where a command's answer is shown.</summary>
    public ResponseTarget? Target { get; init; }

    /// <summary>The modal that was sent off.</summary>
    public JsonObject? View { get; init; }

    /// <summary>Who did it.</summary>
    public string? User { get; init; }

    /// <summary>Is the same however often it is sent.</summary>
    public string? EventId => Payload.Text("event_id");

    public string? TriggerId => Payload.Text("trigger_id");

    /// <summary>Where PartnerBot takes it: each kind has an address, and <c>/slack/events</c> takes all.</summary>
    public string Path =>
        Kind switch
        {
            StimulusKind.Command or StimulusKind.SslCheck => "/slack/commands",
            StimulusKind.Interaction => "/slack/interactions",
            StimulusKind.Suggestion => "/slack/options",
            _ => "/slack/events",
        };

    /// <summary>What it is called in Socket Mode.</summary>
    public string EnvelopeType =>
        Kind switch
        {
            StimulusKind.Command => "slash_commands",
            StimulusKind.Event => "events_api",
            _ => "interactive",
        };

    /// <summary>Whether something may be answered at once.</summary>
    public bool TakesAnswer =>
        Kind is StimulusKind.Command or StimulusKind.Suggestion || Payload.Text("type") is "view_submission";

    /// <summary>The body of its request: events are JSON, all else is a form.</summary>
    public string Body =>
        Kind switch
        {
            StimulusKind.Verification or StimulusKind.Event => Payload.ToJsonString(),
            StimulusKind.Command or StimulusKind.SslCheck => Form(Payload),
            _ => Form(new JsonObject { ["payload"] = Payload.ToJsonString() }),
        };

    public MediaTypeHeaderValue ContentType =>
        new(
            Kind is StimulusKind.Verification or StimulusKind.Event
                ? "application/json"
                : "application/x-www-form-urlencoded"
        );

    public override string ToString() => Name;

    private static string Form(JsonObject fields) =>
        string.Join(
            '&',
            fields.Select(field =>
                $"{field.Key}={Uri.EscapeDataString(field.Value?.ToString() ?? "").Replace("%20", "+", StringComparison.Ordinal)}"
            )
        );

    /// <summary>The request of it, signed.</summary>
    public HttpRequestMessage Request(string path, DateTimeOffset now, SlackSigning? signing = null)
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.RelativeOrAbsolute))
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Content.Headers.ContentType = ContentType;
        request.Headers.UserAgent.ParseAdd("Slackbot 1.0 (+https://api.slack.com/robots)");
        request.Headers.Accept.ParseAdd("application/json, */*");
        (signing ?? SlackSigning.Good).Sign(request, Body, now);
        return request;
    }
}
