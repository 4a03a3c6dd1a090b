using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Doctor;

/// <summary>What doctor says of Slack, which is asked on a loopback port.</summary>
public sealed class SlackDoctorTests : IAsyncLifetime
{
    private const string Bot = $"--Slack:BotToken={FakeSlack.BotToken}";
    private const string Secret = $"--Slack:SigningSecret={FakeSlack.SigningSecret}";
    private const string App = $"--Slack:AppToken={FakeSlack.AppToken}";

    private readonly TempFolder folder = new();
    private FakeSlack slack = null!;

    public async ValueTask InitializeAsync() =>
        slack = await FakeSlack.StartAsync(
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(RegistryHarness.Start),
            onLoopback: true
        );

    public async ValueTask DisposeAsync()
    {
        await slack.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Without_settings_it_is_off_and_how_it_is_turned_on_is_said()
    {
        var (code, said) = await RunAsync(isElsewhere: false);

        code.ShouldBe(0);
        said.ShouldContain(
            "off; Slack:BotToken turns it on, with Slack:AppToken (Socket Mode) or Slack:SigningSecret (HTTP)"
        );
    }

    [Theory]
    [InlineData("on, over HTTP, as the bot U00000000B1 in the workspace T0000000001", Bot, Secret)]
    [InlineData("on, by Socket Mode, as the bot U00000000B1 in the workspace T0000000001", Bot, App)]
    [InlineData(
        "on, over HTTP, for T0000000001, T0000000002, once installed there at /slack/install",
        Secret,
        $"--Slack:ClientId={FakeSlack.ClientId}",
        $"--Slack:ClientSecret={FakeSlack.ClientSecret}",
        "--Slack:AllowedWorkspaces:0=T0000000001",
        "--Slack:AllowedWorkspaces:1=T0000000002"
    )]
    public async Task With_whole_settings_it_says_how_it_is_on(string how, params string[] args)
    {
        var (code, said) = await RunAsync(args);

        said.ShouldContain(how);
        code.ShouldBe(0);
        slack.Sockets.Connections.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")]
    public async Task A_bot_token_that_Slack_no_longer_takes_is_said(string refusal)
    {
        slack.Tokens.Revoke(FakeSlack.BotToken, refusal);

        var (code, said) = await RunAsync(Bot, Secret);

        code.ShouldBe(1);
        said.ShouldContain(
            $"Slack doesn't take Slack:BotToken ({refusal}); put there what the app shows as Bot User OAuth Token"
        );
    }

    [Fact]
    public async Task Scopes_that_an_older_installation_lacks_are_named()
    {
        slack.Tokens.Drop(FakeSlack.BotToken, "links:write", "reactions:write");

        var (code, said) = await RunAsync(Bot, Secret);

        code.ShouldBe(1);
        said.ShouldContain(
            "Slack:BotToken lacks links:write, reactions:write; give the app the manifest that manifests writes, then reinstall the app."
        );
    }

    [Fact]
    public async Task A_bot_token_of_another_workspace_than_the_settings_name_is_said()
    {
        var (code, said) = await RunAsync(Bot, Secret, "--Slack:AllowedWorkspaces:0=T0000000009");

        code.ShouldBe(1);
        said.ShouldContain(
            "Slack:BotToken is of the workspace T0000000001, which Slack:AllowedWorkspaces doesn't name; put T0000000001 there"
        );
    }

    [Fact]
    public async Task An_app_token_that_may_open_no_socket_is_said_beside_what_else_is_wrong()
    {
        slack.Tokens.Drop(FakeSlack.AppToken, "connections:write");
        slack.Tokens.Revoke(FakeSlack.BotToken);

        var (code, said) = await RunAsync(Bot, App);

        code.ShouldBe(1);
        said.ShouldContain("Slack doesn't take Slack:BotToken (token_revoked)");
        said.ShouldContain(
            "Slack doesn't take Slack:AppToken (missing_scope); turn Socket Mode on for the app, and put an app-level token with the scope connections:write there"
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_Slack_can_not_be_asked_the_tokens_are_not_blamed(bool isLimited)
    {
        slack.Answer = _ => isLimited ? new(429, "{}") { RetryAfter = 30 } : new(500, "");

        var (code, said) = await RunAsync(Bot, App);

        code.ShouldBe(1);
        said.ShouldContain(
            $"Slack can't be asked now ({(isLimited ? "ratelimited" : "500")}); look at the network, HTTPS_PROXY and Slack:ApiBaseUrl"
        );
        said.ShouldNotContain("doesn't take");
    }

    [Fact]
    public async Task Half_of_the_settings_is_said()
    {
        var (code, said) = await RunAsync(isElsewhere: false, Bot);

        code.ShouldBe(1);
        said.ShouldContain("Slack:SigningSecret is missing although Slack:BotToken is set");
    }

    private Task<(int Code, string Said)> RunAsync(params string[] args) => RunAsync(isElsewhere: true, args);

    private async Task<(int Code, string Said)> RunAsync(bool isElsewhere, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] elsewhere = isElsewhere ? [$"--Slack:ApiBaseUrl={slack.ApiAddress}"] : [];
        var code = await CommandLine.RunAsync(
            [
                "doctor",
                "--environment=Development",
                $"--contentRoot={folder.Path}",
                "--hostBuilder:reloadConfigOnChange=false",
                .. elsewhere,
                .. args,
            ],
            TextReader.Null,
            output,
            error
        );
        error.ToString().ShouldBeEmpty();
        return (code, output.ToString());
    }
}
