namespace PartnerRegistry;

// To be replaced by the registry service.
public static class PartnerRegistryApp
{
    public static WebApplication Build(RegistryHosting hosting)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = hosting.Args, EnvironmentName = hosting.Environment }
        );
        builder.Configuration.AddInMemoryCollection(hosting.Settings);
        hosting.Configure?.Invoke(builder);
        var app = builder.Build();
        app.MapGet("/v1/partners", () => new { items = Array.Empty<string>(), next = (string?)null });
        return app;
    }
}
