using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Schemas as Microsoft publishes them, kept beside the repository. Where they are absent, a test is skipped.</summary>
internal static class Official
{
    /// <summary>The repository's folder.</summary>
    public static DirectoryInfo Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "PartnerBot.sln")))
            {
                root = root.Parent ?? throw new DirectoryNotFoundException("PartnerBot.sln is nowhere above.");
            }

            return root;
        }
    }

    public static JsonNode Read(string name) => JsonNode.Parse(Text(name))!;

    public static string Text(string name)
    {
        var file = Path.Combine(Root.FullName, "..", "shared", "schemas", name);
        Assert.SkipUnless(File.Exists(file), $"{name} is not there: put Microsoft's schema in ../shared/schemas.");
        return File.ReadAllText(file);
    }
}
