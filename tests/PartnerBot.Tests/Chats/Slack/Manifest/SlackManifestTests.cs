using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Presses;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams;

namespace PartnerBot.Tests.Chats.Slack.Manifest;

public sealed class SlackManifestTests
{
    private static readonly Phrasebook Phrasebook = Phrasebook.Embedded();

    [Theory]
    [InlineData]
    [InlineData(BuiltManifest.Registry)]
    [InlineData(BuiltManifest.Url)]
    [InlineData(BuiltManifest.Url, BuiltManifest.Registry)]
    [InlineData("--url=https://bot.example.com/partner/", "--socket")]
    public async Task It_is_what_Slacks_schema_asks_for(params string[] args)
    {
        var schema = Schema();
        var built = await BuiltManifest.BuildAsync(args);

        Official.Faults(schema, built.Json).ShouldBeEmpty();
    }

    [Fact]
    public void As_it_is_committed_it_can_be_put_into_Slack()
    {
        var schema = Schema();

        Official.Faults(schema, Committed().Json).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("name: PartnerBot", "name: A name of more than thirty-five characters")]
    [InlineData("type: global", "type: everywhere")]
    [InlineData("home_tab_enabled: true", "home_tab_enabled: 'true'")]
    [InlineData("org_deploy_enabled", "org_deployment")]
    [InlineData("command: /partner", "command: partner")]
    public void The_schema_finds_what_is_wrong_in_it(string right, string wrong)
    {
        var schema = Schema();
        var text = Committed().Text;
        text.ShouldContain(right);

        Official
            .Faults(schema, new BuiltManifest(text.Replace(right, wrong, StringComparison.Ordinal)).Json)
            .ShouldNotBeEmpty();
    }

    [Fact]
    public async Task For_Socket_Mode_it_is_the_committed_one_and_names_no_address()
    {
        var built = await BuiltManifest.BuildAsync();

        JsonNode.DeepEquals(built.Json, Committed().Json).ShouldBeTrue();
        built.Addresses.ShouldBeEmpty();
        ((bool)built.Json["settings"]!["socket_mode_enabled"]!).ShouldBeTrue();
        built.Text.ShouldNotContain("example.com");
    }

    [Fact]
    public async Task Over_HTTP_it_names_routes_that_the_bot_has()
    {
        var built = await BuiltManifest.BuildAsync("--url=https://bot.acme.example/partner/");
        await using var host = await SlackHost.StartAsync(
            new(StringComparer.Ordinal)
            {
                ["Slack:BotToken"] = null,
                ["Slack:ClientId"] = FakeSlack.ClientId,
                ["Slack:ClientSecret"] = FakeSlack.ClientSecret,
                ["Slack:AllowedWorkspaces:0"] = FakeSlack.Team,
            }
        );
        var routes = host
            .Bot.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => $"https://bot.acme.example/partner{endpoint.RoutePattern.RawText}")
            .ToList();

        built
            .Addresses.Select(address => (address.Key, address.Value))
            .ShouldBe([
                ("$.features.slash_commands[0].url", "https://bot.acme.example/partner/slack/commands"),
                ("$.features.slash_commands[1].url", "https://bot.acme.example/partner/slack/commands"),
                ("$.oauth_config.redirect_urls[0]", "https://bot.acme.example/partner/slack/oauth"),
                ("$.settings.event_subscriptions.request_url", "https://bot.acme.example/partner/slack/events"),
                ("$.settings.interactivity.request_url", "https://bot.acme.example/partner/slack/interactions"),
                ("$.settings.interactivity.message_menu_options_url", "https://bot.acme.example/partner/slack/options"),
            ]);
        built.Addresses.Values.ShouldBeSubsetOf(routes);
        ((bool)built.Json["settings"]!["socket_mode_enabled"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Socket_Mode_beside_an_address_takes_the_address_for_installations_alone()
    {
        var built = await BuiltManifest.BuildAsync(BuiltManifest.Url, "--socket");

        built.Addresses.ShouldHaveSingleItem().Value.ShouldBe("https://bot.example.com/slack/oauth");
        ((bool)built.Json["settings"]!["socket_mode_enabled"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://registry.acme.example:8443/v1", "[\"registry.acme.example\"]")]
    [InlineData("http://localhost:3979", null)]
    [InlineData("http://127.0.0.1:3979", null)]
    [InlineData("http://10.1.2.3", null)]
    [InlineData("http://registry:8080", null)]
    public async Task Links_to_the_registrys_domain_are_unfolded_where_it_has_one(string registry, string? domains)
    {
        var built = await BuiltManifest.BuildAsync($"--Registry:BaseUrl={registry}");

        (built.Json["features"]!["unfurl_domains"]?.ToJsonString()).ShouldBe(domains);
    }

    [Fact]
    public void What_it_says_of_the_app_is_what_the_app_says()
    {
        var (about, english) = (Committed().Json["display_information"]!, Phrasebook["en"]);

        ((string)about["name"]!).ShouldBe(english["app-name"]);
        ((string)about["description"]!).ShouldBe(english["app-short"]);
        ((string)about["long_description"]!).ShouldBe(english["app-full"]);
    }

    [Fact]
    public void Each_language_has_its_command_which_says_in_it_what_can_be_asked()
    {
        var commands = Committed().Json["features"]!["slash_commands"]!.AsArray();

        commands
            .Select(command => (string)command!["command"]!)
            .ShouldBe(Phrasebook.All.Select(words => words["slack-command"]), ignoreOrder: true);
        foreach (var words in Phrasebook.All)
        {
            var command = commands.Single(one => (string)one!["command"]! == words["slack-command"])!;
            ((string)command["description"]!).ShouldBe(words["app-short"]);
            ((bool)command["should_escape"]!).ShouldBeTrue("who is mentioned comes with their id");
            var offered = ((string)command["usage_hint"]!).Split(']')[0].Trim('[').Split(" | ");
            offered.Length.ShouldBeGreaterThan(5);
            offered.ShouldBeSubsetOf(words.File.Topics.Keys.Select(words.Command));
        }
    }

    [Fact]
    public void The_shortcut_is_the_modal_in_which_a_question_is_put_together()
    {
        var shortcut = Committed().Json["features"]!["shortcuts"]!.AsArray().ShouldHaveSingleItem()!;

        ((string)shortcut["type"]!).ShouldBe("global");
        ((string)shortcut["callback_id"]!).ShouldBe(SlackViews.AskId);
    }

    [Fact]
    public void The_App_Home_can_be_written_in()
    {
        var home = Committed().Json["features"]!["app_home"]!;

        ((bool)home["home_tab_enabled"]!).ShouldBeTrue();
        ((bool)home["messages_tab_enabled"]!).ShouldBeTrue();
        ((bool)home["messages_tab_read_only_enabled"]!).ShouldBeFalse();
    }

    // It names draft 7 at its end, after what only that draft knows.
    private static JsonSchema Schema() =>
        JsonSchema.FromText(Official.Text("slack-manifest-2.0.0.json"), new BuildOptions { Dialect = Dialect.Draft07 });

    private static BuiltManifest Committed() =>
        new(File.ReadAllText(Path.Combine(Official.Root.FullName, "manifests", "slack", "manifest.yaml")));
}
