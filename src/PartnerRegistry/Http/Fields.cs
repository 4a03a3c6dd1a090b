using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartnerRegistry.Http;

/// <summary>
/// A body as the fields that it names, so that a field left out is told from null (JSON Merge Patch, RFC 7396).
/// The route says with <c>Accepts</c> what fields there are.
/// </summary>
internal sealed record Fields(JsonObject Values)
{
    /// <exception cref="RegistryProblem">400 when it is no object; 415 when it is not JSON.</exception>
    /// <exception cref="JsonException">It is not readable.</exception>
    public static async ValueTask<Fields?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.HasJsonContentType())
        {
            throw new RegistryProblem(415, "Not JSON", ProblemReplies.FixOf(415)!);
        }

        // First as an element, since reading a node fails badly on a field that stands there twice.
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(
            context.Request.Body,
            WireFormat.Options,
            context.RequestAborted
        );
        return body.ValueKind is JsonValueKind.Object
            ? new(body.Deserialize<JsonObject>(WireFormat.Options)!)
            : throw RegistryProblem.Invalid("body", "takes a JSON object with the fields to set");
    }
}
