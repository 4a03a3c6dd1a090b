using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Schemas as Microsoft publishes them, kept beside the repository. Where they are absent, a test is skipped.</summary>
internal static class Official
{
    public static JsonNode Read(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PartnerBot.sln")))
        {
            root = root.Parent;
        }

        var file = Path.Combine(root?.FullName ?? "", "..", "shared", "schemas", name);
        Assert.SkipUnless(File.Exists(file), $"{name} is not there: put Microsoft's schema in ../shared/schemas.");
        return JsonNode.Parse(File.ReadAllText(file))!;
    }
}
