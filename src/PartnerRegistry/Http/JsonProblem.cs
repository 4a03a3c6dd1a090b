using System.Text.Json;

namespace PartnerRegistry.Http;

/// <summary>Says of unreadable JSON which field it is about and what may stand there.</summary>
internal static class JsonProblem
{
    private const string UnknownField = "could not be mapped to any .NET member";

    public static RegistryProblem From(JsonException json)
    {
        var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
        return RegistryProblem.Invalid(field, WhatAndHow(json));
    }

    public static string WhatAndHow(JsonException json) =>
        json.Message switch
        {
            var said when said.StartsWith(EnumWords.Takes, StringComparison.Ordinal) => said.Split(" Path:")[0],
            var said when said.Contains(UnknownField, StringComparison.Ordinal) =>
                "is not a field here; leave it out or mend its spelling",
            _ =>
                $"is not readable here (line {json.LineNumber + 1 ?? 1}, byte {json.BytePositionInLine ?? 0}); the OpenAPI document says what it takes",
        };
}
