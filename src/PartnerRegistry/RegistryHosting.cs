using PartnerRegistry.Http;

namespace PartnerRegistry;

// To be replaced by the registry service.
public sealed record RegistryHosting
{
    public string[] Args { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    public string? Environment { get; init; }

    public IReadOnlyList<ApiKey> ExtraKeys { get; init; } = [];

    public bool ExclusiveFile { get; init; } = true;

    public bool SampleData { get; init; } = true;

    public Action<WebApplicationBuilder>? Configure { get; init; }
}
