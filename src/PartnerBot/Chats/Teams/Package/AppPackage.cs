using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Package;

/// <summary>The zip file that is uploaded to Teams. The same settings make the same bytes.</summary>
internal sealed record AppPackage(IReadOnlyList<(string Name, byte[] Content)> Files)
{
    public const string FileName = "partnerbot-teams.zip";

    private const string Resources = "teams/";

    private static readonly string[] Icons = ["color.png", "outline.png"];

    // The first moment that a zip file can name.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is read as a file, never within a page
    };

    public static AppPackage Build(AppFacts facts, Phrasebook phrasebook)
    {
        var manifest = new AppManifest(facts, phrasebook, Encoding.UTF8.GetString(Resource("manifest.json")));
        return new([
            .. manifest.Files().Select(file => (file.Name, JsonSerializer.SerializeToUtf8Bytes(file.Content, Json))),
            .. Icons.Select(name => (name, Resource(name))),
        ]);
    }

    public byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in Files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = Always;
                using var file = entry.Open();
                file.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Resource(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resources + name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
