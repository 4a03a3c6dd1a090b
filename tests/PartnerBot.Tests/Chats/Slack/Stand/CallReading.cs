using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Takes the arguments out of a request as Slack does: query, form or, where the method has it, JSON.</summary>
internal static class CallReading
{
    // What a form carries as text that is JSON.
    private static readonly string[] Structured = ["blocks", "attachments", "metadata", "view", "unfurls"];

    public static async Task<StandCall> ReadAsync(HttpRequest request, string method, bool takesJson)
    {
        var arguments = new JsonObject();
        Put(arguments, request.Query.Select(one => (one.Key, one.Value.ToString())));
        var type = request.ContentType;
        var token = Bearer(request);
        PutClient(request, arguments);
        var media = type?.Split(';')[0].Trim().ToLowerInvariant();
        if (media is MediaTypeNames.Application.FormUrlEncoded or MediaTypeNames.Multipart.FormData)
        {
            var form = await request.ReadFormAsync();
            Put(arguments, form.Select(one => (one.Key, one.Value.ToString())));
            token ??= arguments.Text("token");
        }
        else if (media is MediaTypeNames.Application.Json)
        {
            await ReadJsonAsync(request, arguments, takesJson);
        }
        else if (media is not null)
        {
            throw new StandError("invalid_post_type");
        }

        arguments.Remove("token");
        return new(method, token, arguments, type);
    }

    // Tokens in a query have long been refused; in JSON they never counted.
    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..].Trim() : null;
    }

    // A client may name itself in the header instead of among the arguments.
    private static void PutClient(HttpRequest request, JsonObject arguments)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':', 2);
            Put(arguments, [("client_id", pair[0]), ("client_secret", pair[^1])]);
        }
    }

    private static void Put(JsonObject arguments, IEnumerable<(string Name, string Text)> given)
    {
        foreach (var (name, text) in given)
        {
            arguments[name] = Structured.Contains(name, StringComparer.Ordinal) ? Parse(name, text) : text;
        }
    }

    private static async Task ReadJsonAsync(HttpRequest request, JsonObject arguments, bool takesJson)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        // Where JSON isn't taken, what is in it was never said.
        if (!takesJson || body.Length is 0)
        {
            return;
        }

        JsonNode? node;
        try
        {
            node = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            throw new StandError("invalid_json");
        }

        foreach (var (name, value) in node as JsonObject ?? throw new StandError("json_not_object"))
        {
            var isText = Structured.Contains(name, StringComparer.Ordinal) && value is JsonValue;
            arguments[name] = isText ? Parse(name, value!.ToString()) : value.Copy();
        }
    }

    private static JsonNode? Parse(string name, string text)
    {
        if (JsonReading.TryParse(text, out var node))
        {
            return node;
        }

        throw name is "blocks" ? new StandError("invalid_blocks_format")
        : name is "metadata" ? new StandError("invalid_metadata_format")
        : StandError.Of("invalid_arguments", $"{name} is not valid JSON");
    }
}
