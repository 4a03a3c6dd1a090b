using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerRegistry.Exchange;
using PartnerRegistry.Partners;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Tests.Exchange;

/// <summary>An empty registry on a SQLite file in a folder of its own, in Production mode, without its listener.</summary>
internal sealed class FileRegistry : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;

    private FileRegistry(string folder)
    {
        Folder = folder;
        app = PartnerRegistryApp.Build(
            new()
            {
                Environment = "Production",
                ExclusiveFile = false,
                Serve = false,
                SampleData = false,
                Settings = new Dictionary<string, string?> { ["ConnectionStrings:PartnerRegistry"] = Connection },
                Configure = builder => builder.Services.AddSingleton<TimeProvider>(Clock),
            }
        );
    }

    public string Folder { get; }

    public string Connection => $"Data Source={Path.Combine(Folder, "registry.db")};Pooling=False";

    public FakeTimeProvider Clock { get; } = new(Now);

    public IServiceProvider Services => app.Services;

    public static async Task<FileRegistry> OpenAsync()
    {
        var registry = new FileRegistry(Directory.CreateTempSubdirectory("registry").FullName);
        await registry.Services.GetRequiredService<Database<RegistryDb>>().OpenAsync(exclusive: false, Stop);
        return registry;
    }

    public Task<ImportReport> ImportAsync(string json, ImportOptions? options = null) =>
        ImportAsync(Encoding.UTF8.GetBytes(json), FileFormat.Json, options);

    public Task<ImportReport> ImportCsvAsync(string csv, ImportOptions? options = null) =>
        ImportAsync(Encoding.UTF8.GetBytes(csv), FileFormat.Csv, options);

    public Task<ImportReport> ImportAsync(byte[] file, FileFormat format, ImportOptions? options = null) =>
        Services
            .GetRequiredService<Importer>()
            .ImportAsync(new MemoryStream(file), format, options ?? new("import:file"), null, Stop);

    public async Task<string> ExportAsync(FileFormat format = FileFormat.Json)
    {
        using var file = new MemoryStream();
        await Services.GetRequiredService<Exporter>().ExportAsync(file, format, Stop);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>A partner as the API shows it.</summary>
    public async Task<PartnerView> ViewAsync(string id)
    {
        await using var db = Db();
        return await db.ViewAsync(await db.GetWholeAsync(id, Stop), Stop);
    }

    /// <summary>A partner as an export has it.</summary>
    public async Task<JsonNode> ExportedAsync(string id) =>
        JsonNode.Parse(await ExportAsync())!["partners"]!.AsArray().Single(partner => (string?)partner!["id"] == id)!;

    public RegistryDb Db() => Services.GetRequiredService<IDbContextFactory<RegistryDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
