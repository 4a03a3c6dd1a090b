using Microsoft.Net.Http.Headers;

namespace PartnerRegistry.Http;

/// <summary>Conditional requests (RFC 9110, section 13).</summary>
internal static class Preconditions
{
    /// <summary>Refuses the edit when <c>If-Match</c> names another version than the current one; null means that there is none yet.</summary>
    /// <exception cref="RegistryProblem">412.</exception>
    public static void Check(HttpRequest request, string? current)
    {
        var wanted = request.GetTypedHeaders().IfMatch;
        if (
            request.Headers.ContainsKey(HeaderNames.IfMatch)
            && !wanted.Any(tag => current is not null && Matches(tag, current))
        )
        {
            throw new RegistryProblem(
                412,
                "Changed since you read it",
                "If-Match names another version. GET it again, look at what changed, and repeat the edit."
            );
        }

        if (current is not null && NotModified(request, current))
        {
            throw new RegistryProblem(
                412,
                "Exists already",
                "If-None-Match asked to create it only if it is new. Leave the header out to edit it."
            );
        }
    }

    public static bool NotModified(HttpRequest request, string current) =>
        request.GetTypedHeaders().IfNoneMatch is { } known && known.Any(tag => Matches(tag, current));

    private static bool Matches(EntityTagHeaderValue tag, string current) =>
        tag.Equals(EntityTagHeaderValue.Any) || string.Equals(tag.Tag.Value, current, StringComparison.Ordinal);
}
