using System.Globalization;
using System.Text.Json.Nodes;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Package;
using PartnerBot.Tests.Asking.Languages;
using PartnerBot.Tests.Whole;

namespace PartnerBot.Tests.Chats.Teams.Package;

public sealed class ManifestTests
{
    private const string Registry = "--Registry:BaseUrl=https://registry.example.com:8443";

    [Theory]
    [InlineData]
    [InlineData(Registry)]
    [InlineData("--developer=Example", "--terms=https://www.example.com/terms?of=bot", "--app-version=1.10.0")]
    public async Task The_manifest_is_what_Microsofts_schema_asks_for(params string[] args)
    {
        var schema = TeamsSchema.Manifest();
        using var built = await BuiltPackage.BuildAsync(args);

        Official.Faults(schema, built.Manifest).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/accentColor", "\"red\"")]
    [InlineData("/bots/0/botId", "\"bot\"")]
    [InlineData("/bots/0/scopes/0", "\"everywhere\"")]
    [InlineData("/name/short", "\"a name with more than thirty characters\"")]
    [InlineData("/manifestVersion", "\"1.29\"")]
    [InlineData("/extra", "1")]
    public async Task The_schema_finds_what_is_wrong_in_a_manifest(string place, string value)
    {
        var schema = TeamsSchema.Manifest();
        using var built = await BuiltPackage.BuildAsync();
        var manifest = built.Manifest;
        var steps = place.Split('/')[1..];
        var parent = steps[..^1]
            .Aggregate(
                manifest,
                (node, step) => int.TryParse(step, CultureInfo.InvariantCulture, out var i) ? node[i]! : node[step]!
            );
        if (parent is JsonArray list)
        {
            list[0] = JsonNode.Parse(value);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(value);
        }

        Official.Faults(schema, manifest).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task It_is_of_the_companys_bot_and_host_alone()
    {
        using var built = await BuiltPackage.BuildAsync();
        var manifest = built.Manifest;

        new[]
        {
            manifest["id"],
            manifest["bots"]![0]!["botId"],
            manifest["composeExtensions"]![0]!["botId"],
            manifest["webApplicationInfo"]!["id"],
        }.ShouldAllBe(id => (string?)id == BuiltPackage.BotId);
        manifest["validDomains"].ShouldSay("""["bot.example.com"]""");
        manifest["developer"]
            .ShouldSay(
                """
                {
                  "name": "bot.example.com",
                  "websiteUrl": "https://bot.example.com/",
                  "privacyUrl": "https://bot.example.com/",
                  "termsOfUseUrl": "https://bot.example.com/"
                }
                """
            );
        manifest["localizationInfo"]
            .ShouldSay(
                """{ "defaultLanguageTag": "en", "additionalLanguages": [{ "languageTag": "id", "file": "id.json" }] }"""
            );
        manifest.ToJsonString().ShouldNotContain("{{");
    }

    [Fact]
    public async Task Who_offers_it_and_its_version_can_be_said()
    {
        using var built = await BuiltPackage.BuildAsync(
            "--developer=Example Media",
            "--website=https://www.example.com/bot",
            "--privacy=https://www.example.com/privacy",
            "--terms=https://www.example.com/terms",
            "--app-version=2.0.10"
        );

        built
            .Manifest["developer"]
            .ShouldSay(
                """
                {
                  "name": "Example Media",
                  "websiteUrl": "https://www.example.com/bot",
                  "privacyUrl": "https://www.example.com/privacy",
                  "termsOfUseUrl": "https://www.example.com/terms"
                }
                """
            );
        ((string?)built.Manifest["version"]).ShouldBe("2.0.10");
    }

    [Fact]
    public async Task Partners_are_searched_and_the_registrys_links_unfolded()
    {
        using var built = await BuiltPackage.BuildAsync(Registry);
        var extension = built.Manifest["composeExtensions"]![0]!;

        extension["commands"]
            .ShouldSay(
                """
                [
                  {
                    "id": "partners",
                    "type": "query",
                    "context": ["compose", "commandBox"],
                    "title": "Partners",
                    "description": "Find a partner and put its status into your message.",
                    "initialRun": true,
                    "parameters": [
                      {
                        "name": "partner",
                        "title": "Partner",
                        "description": "Its name, or how it begins",
                        "inputType": "text"
                      }
                    ]
                  }
                ]
                """
            );
        extension["messageHandlers"]
            .ShouldSay("""[{ "type": "link", "value": { "domains": ["registry.example.com"] } }]""");
    }

    [Theory]
    [InlineData]
    [InlineData("--Registry:BaseUrl=http://localhost:3979")]
    [InlineData("--Registry:BaseUrl=http://127.0.0.1:3979")]
    public async Task No_link_is_unfolded_to_a_registry_on_the_bots_own_machine(params string[] args)
    {
        using var built = await BuiltPackage.BuildAsync(args);

        built.Manifest["composeExtensions"]![0]!["messageHandlers"].ShouldBeNull();
    }

    [Fact]
    public async Task The_Indonesian_file_keeps_the_rules_and_says_everything_that_the_manifest_says_in_English()
    {
        using var built = await BuiltPackage.BuildAsync();
        var file = built.Json("id.json").AsObject();

        TeamsSchema.TranslationFaults(file).ShouldBeEmpty();
        ((string?)file["$schema"]).ShouldEndWith("/teams/v1.30/MicrosoftTeams.Localization.schema.json");
        ((string?)file["description.short"]).ShouldBe(
            "Tanyakan sampai mana kita dengan suatu mitra, dan perkembangan terakhirnya."
        );
        var commands = built.Manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray().Count;
        commands.ShouldBe(12);
        file.Count.ShouldBe(1 + 8 + 3 * commands);
    }

    [Fact]
    public void A_language_more_is_a_file_more()
    {
        var facts = new AppFacts(
            Guid.Empty,
            "bot.example.com",
            null,
            "Example",
            "https://a",
            "https://a",
            "https://a",
            "1.0.0"
        );

        var package = AppPackage.Build(facts, Dutch.Phrasebook);

        package
            .Files.Select(file => file.Name)
            .ShouldBe(["manifest.json", "id.json", "nl.json", "color.png", "outline.png"]);
    }

    [Fact]
    public void With_more_topics_than_there_is_room_for_the_help_is_still_there()
    {
        var english = Phrasebook.Embedded()["en"].File;
        var topics = Enumerable
            .Range(1, 20)
            .Select(number => ($"topic{number}", english.Topics["owner"]))
            .Append(("help", english.Topics["help"]))
            .ToDictionary(topic => topic.Item1, topic => topic.Item2, StringComparer.Ordinal);

        var listed = AppCommands.Topics(new Words(english with { Topics = topics }));

        listed.Count.ShouldBe(12);
        listed[0].ShouldBe("topic1");
        listed[^1].ShouldBe("help");
    }
}
