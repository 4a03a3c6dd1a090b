using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PartnerBot.Tests.Chats.Slack.Manifest;

/// <summary>A manifest for Slack as text, as JSON and as what its comments say.</summary>
internal sealed partial record BuiltManifest(string Text)
{
    public const string Url = "--url=https://bot.example.com";
    public const string Registry = "--Registry:BaseUrl=https://registry.example.com:8443";

    public JsonObject Json { get; } = Parse(Text).AsObject();

    public IReadOnlyList<string> Scopes => Strings(Json["oauth_config"]!["scopes"]!["bot"]!);

    public IReadOnlyList<string> Events => Strings(Json["settings"]!["event_subscriptions"]!["bot_events"]!);

    /// <summary>What stands in a comment beside an item of a list, by the item.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; } =
        Item().Matches(Text).ToDictionary(item => item.Groups["name"].Value, item => item.Groups["reason"].Value);

    /// <summary>Every address in it, by its place.</summary>
    public IReadOnlyDictionary<string, string> Addresses =>
        Texts(Json)
            .Where(text => text.GetValue<string>().StartsWith("https://", StringComparison.Ordinal))
            .ToDictionary(text => text.GetPath(), text => text.GetValue<string>(), StringComparer.Ordinal);

    public static async Task<BuiltManifest> BuildAsync(params string[] args)
    {
        using var folder = new TempFolder();
        var (code, _, error) = await RunAsync(folder, args);
        (code, error).ShouldBe((0, ""));
        Directory.GetFiles(folder["built"]).ShouldHaveSingleItem();
        return new(
            await File.ReadAllTextAsync(
                Path.Combine(folder["built"], "slack-manifest.yaml"),
                TestContext.Current.CancellationToken
            )
        );
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(TempFolder folder, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            ["manifests", $"--output={folder["built"]}", $"--contentRoot={folder.Path}", .. args],
            TextReader.Null,
            output,
            error
        );
        return (code, output.ToString(), error.ToString());
    }

    private static List<string> Strings(JsonNode list) => [.. list.AsArray().Select(item => (string)item!)];

    private static IEnumerable<JsonValue> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject all => all.SelectMany(each => Texts(each.Value)),
            JsonArray all => all.SelectMany(Texts),
            JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String => [value],
            _ => [],
        };

    private static JsonNode Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return Read(yaml.Documents.ShouldHaveSingleItem().RootNode);
    }

    // The only plain scalars that are no text here are true and false.
    private static JsonNode Read(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Select(pair =>
                    KeyValuePair.Create<string, JsonNode?>(((YamlScalarNode)pair.Key).Value!, Read(pair.Value))
                )
            ),
            YamlSequenceNode list => new JsonArray([.. list.Select(Read)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(
                flag.Value is "true"
            ),
            YamlScalarNode { Value: { } value } => JsonValue.Create(value),
            _ => throw new InvalidOperationException($"{node.NodeType} in the manifest"),
        };

    [GeneratedRegex(
        @"^ +- (?<name>[^\s#]+)( # (?<reason>.+))?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Item();
}
