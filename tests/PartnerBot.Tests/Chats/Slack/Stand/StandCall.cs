using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>One request to the Web API. Its arguments are JSON, also those that came in a form.</summary>
internal sealed record StandCall(string Method, string? Token, JsonObject Arguments, string? ContentType)
{
    /// <summary>What was answered; nothing yet while it hangs.</summary>
    public StandAnswer? Answer { get; set; }

    /// <summary>The error code that was answered, null when all went well.</summary>
    public string? Error => (Answer?.Json).Text("error");

    public string? this[string argument] => Arguments[argument]?.ToString();
}

/// <summary>An answer of the Web API, well or not.</summary>
internal sealed record StandAnswer(int Status, string Body, string ContentType = "application/json; charset=utf-8")
{
    /// <summary>Seconds, where the caller is to wait.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether nothing comes until the caller gives up.</summary>
    public bool Hangs { get; init; }

    /// <summary>Whether what was asked for is done all the same: the caller can't know.</summary>
    public bool IsDone { get; init; }

    /// <summary>The body where it is JSON.</summary>
    public JsonObject? Json => JsonReading.TryParse(Body, out var node) ? node as JsonObject : null;

    public static StandAnswer Hanging { get; } = new(200, "") { Hangs = true };

    public static StandAnswer Html { get; } =
        new(200, "<!DOCTYPE html><html><body>Slack is down for maintenance</body></html>", "text/html");

    public static StandAnswer Of(JsonObject body) => new(200, body.ToJsonString());

    public static StandAnswer Error(string code) => Of(new JsonObject { ["ok"] = false, ["error"] = code });

    public static StandAnswer ServerError(int status = 500) => new(status, "", "text/plain");

    public static StandAnswer RateLimited(int seconds) =>
        Error("ratelimited") with
        {
            Status = 429,
            RetryAfter = seconds,
        };
}

/// <summary>A refusal with Slack's own code.</summary>
internal sealed class StandError(string code, JsonObject? more = null) : Exception(code)
{
    public string Code => Message;

    public JsonObject Body => new JsonObject { ["ok"] = false, ["error"] = Code }.With(more);

    /// <summary>With Slack's sentences on what is wrong, as <c>[ERROR] …</c>.</summary>
    public static StandError Of(string code, params IEnumerable<string> complaints)
    {
        var sentences = complaints.Select(complaint => $"[ERROR] {complaint}").ToList();
        return new(
            code,
            new JsonObject { ["response_metadata"] = new JsonObject { ["messages"] = JsonReading.Array(sentences) } }
        );
    }

    public static StandError Missing(string argument) => Of("invalid_arguments", $"missing required field: {argument}");
}
