using System.Text.Json.Nodes;

namespace PartnerRegistry.Tests.Harness;

/// <summary>What the registry answered, read to its end.</summary>
public sealed record Reply(int Status, string Text, HttpResponseMessage Message)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? ETag => Message.Headers.ETag?.ToString();

    public string? ContentType => Message.Content.Headers.ContentType?.MediaType;

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public JsonNode? this[string field] => Json[field];

    /// <summary>A text field.</summary>
    public string? Word(string field) => (string?)Json[field];

    /// <summary>What problem+json says of a field; null where it says nothing of it.</summary>
    public string? Error(string field) => (string?)Json["errors"]?[field]?[0];

    /// <returns>This, for one line more.</returns>
    public Reply Should(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>A problem+json with a detail, and with that sentence about that field where one is asked for.</summary>
    public Reply ShouldRefuse(int status, string? field = null, string? with = null)
    {
        Should(status);
        ContentType.ShouldBe("application/problem+json");
        ((int)Json["status"]!).ShouldBe(status);
        Word("title").ShouldNotBeNullOrWhiteSpace();
        Word("detail").ShouldNotBeNullOrWhiteSpace(Text);
        if (field is not null)
        {
            Error(field).ShouldNotBeNull(Text);
        }

        if (with is not null)
        {
            (field is null ? Word("detail") : Error(field)).ShouldBe(with);
        }

        return this;
    }

    /// <summary>The same JSON, whatever its spacing.</summary>
    public void ShouldSay(string json) => Json.ShouldSay(json);
}

public static class JsonShould
{
    /// <summary>The same JSON, whatever its spacing.</summary>
    public static void ShouldSay(this JsonNode? got, string json) =>
        JsonNode.DeepEquals(got, JsonNode.Parse(json)).ShouldBeTrue($"got  {got?.ToJsonString()}\nnot  {json}");
}
