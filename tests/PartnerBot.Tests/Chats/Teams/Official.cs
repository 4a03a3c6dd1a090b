using System.Text.Json.Nodes;
using Json.Schema;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Schemas as Microsoft and Slack publish them, kept beside the repository. Where they are absent, a test is skipped.</summary>
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
        Assert.SkipUnless(File.Exists(file), $"{name} is not there: put the published schema in ../shared/schemas.");
        return File.ReadAllText(file);
    }

    /// <summary>What the schema finds wrong.</summary>
    public static IReadOnlyList<string> Faults(JsonSchema schema, JsonNode manifest)
    {
        var results = schema.Evaluate(
            System.Text.Json.JsonSerializer.SerializeToElement(manifest),
            new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true }
        );
        return results.IsValid
            ? []
            :
            [
                .. results.Details!.SelectMany(detail =>
                    (detail.Errors ?? []).Select(error => $"{detail.InstanceLocation}: {error.Value}")
                ),
                "not valid",
            ];
    }
}
