using PartnerBot.Registry;

namespace PartnerBot.Chats;

/// <summary>Which partner a link to the registry is about.</summary>
internal sealed class RegistryLinks(RegistryAddress registry)
{
    private const int LongestLink = 2048;
    private const int LongestId = 64;

    private static readonly string[] Places = ["v1/partners/", "partners/"];

    /// <summary>
    /// The partner, where the address is the registry's own (scheme, host, port and path before <c>/v1</c>) and goes on with
    /// <c>/v1/partners/{id}</c> or <c>/partners/{id}</c>, whatever comes after. Whether there is such a partner is not asked.
    /// </summary>
    /// <param name="link">Anything that somebody wrote; null for what is no such link.</param>
    public PartnerId? Find(string? link)
    {
        if (
            registry.BaseUrl is not { } here
            || link is not { Length: <= LongestLink }
            || !Uri.TryCreate(link, UriKind.Absolute, out var url)
            || !IsOn(here, url, link)
        )
        {
            return null;
        }

        var path = url.AbsolutePath[here.AbsolutePath.Length..];
        return Places.FirstOrDefault(place => path.StartsWith(place, StringComparison.Ordinal)) is { } found
            ? IdOf(path[found.Length..].Split('/')[0])
            : null;
    }

    // A name before the host is there to deceive, even where it is empty, which is lost once it is parsed.
    private static bool IsOn(Uri here, Uri url, string link) =>
        string.Equals(here.Scheme, url.Scheme, StringComparison.Ordinal)
        && string.Equals(here.IdnHost, url.IdnHost, StringComparison.Ordinal)
        && here.Port == url.Port
        && !link.Split('?', '#')[0].Contains('@', StringComparison.Ordinal)
        && url.AbsolutePath.StartsWith(here.AbsolutePath, StringComparison.Ordinal);

    // The registry's own rule for ids, in which nothing needs to be encoded.
    private static PartnerId? IdOf(string segment) =>
        segment is { Length: > 0 and <= LongestId }
        && char.IsAsciiLetterOrDigit(segment[0])
        && segment.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-')
            ? new(segment)
            : null;
}
