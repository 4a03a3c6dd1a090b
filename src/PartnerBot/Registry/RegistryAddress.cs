using System.Net.Http.Headers;

namespace PartnerBot.Registry;

/// <summary>Where the registry is and the key it knows us by: from the settings, or from the embedded registry once that runs.</summary>
internal sealed class RegistryAddress
{
    private sealed record Target(Uri BaseUrl, string? Key);

    private volatile Target? target;

    public Uri? BaseUrl => target?.BaseUrl;

    /// <param name="baseUrl">Absolute; what stands before <c>/v1</c>.</param>
    public void Set(Uri baseUrl, string? key) =>
        target = new(baseUrl.AbsoluteUri.EndsWith('/') ? baseUrl : new Uri(baseUrl.AbsoluteUri + "/"), key);

    public void Apply(HttpClient client)
    {
        if (target is not { } now)
        {
            return;
        }

        client.BaseAddress = now.BaseUrl;
        if (now.Key is { } key)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }
}
