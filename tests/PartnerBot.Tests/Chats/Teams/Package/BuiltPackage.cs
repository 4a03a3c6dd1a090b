using System.IO.Compression;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams.Package;

/// <summary>A package as the command builds it, in a folder of its own.</summary>
internal sealed class BuiltPackage : IDisposable
{
    public const string BotId = "1a2b3c4d-0000-4000-8000-00000000abcd";
    public const string Url = "--url=https://bot.example.com";
    public const string Id = $"--MicrosoftAppId={BotId}";

    private readonly TempFolder folder = new();

    public string Folder => folder["built"];

    public string Zip => Path.Combine(Folder, "partnerbot-teams.zip");

    /// <summary>The zip's files, in their order.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Files { get; private set; } = [];

    public JsonNode Manifest => Json("manifest.json");

    public static async Task<BuiltPackage> BuildAsync(params string[] args)
    {
        var built = new BuiltPackage();
        var (code, _, error) = await built.RunAsync([Url, Id, .. args]);
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        built.Files = Read(built.Zip);
        return built;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            ["manifests", $"--output={Folder}", $"--contentRoot={folder.Path}", .. args],
            TextReader.Null,
            output,
            error
        );
        return (code, output.ToString(), error.ToString());
    }

    public byte[] File(string name) => Files.Single(file => file.Name == name).Content;

    public JsonNode Json(string name) => JsonNode.Parse(File(name))!;

    public void Dispose() => folder.Dispose();

    private static List<(string, byte[])> Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry => (entry.FullName, Content(entry)))];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
