namespace PartnerRegistry;

/// <summary>How the registry is hosted inside another process.</summary>
public sealed record RegistryHosting(
    string[] Args,
    string ConnectionString,
    string Provider,
    bool SampleData,
    bool ExclusiveFile,
    IReadOnlyList<(string Name, string Key, string Role)> ExtraKeys
);

/// <summary>The registry as an application that is not started yet.</summary>
public static class PartnerRegistryApp
{
    public static WebApplication Build(RegistryHosting hosting)
    {
        var builder = WebApplication.CreateBuilder(hosting.Args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/v1/partners", () => new { items = Array.Empty<string>(), next = (string?)null });
        return app;
    }
}
