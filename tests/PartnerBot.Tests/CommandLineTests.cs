using System.Net;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_service_on_one_file_stops_with_one_sentence_and_ask_works_beside_the_first()
    {
        using var bot = new BotHost();
        (await bot.AskAsync(new { text = "help" })).Status.ShouldBe(HttpStatusCode.OK);
        var file = $"--ConnectionStrings:PartnerBot=Data Source={bot.DatabaseFile}";

        var second = await RunAsync(file, "--Registry:BaseUrl=http://127.0.0.1:1", "--Registry:ApiKey=a-reader-key");
        var ask = await RunAsync("ask", "help", file, "--environment=Development");

        second.ShouldBe(
            (
                1,
                "",
                $"Another PartnerBot already uses {bot.DatabaseFile}; stop that one, or give this one a file of its own in ConnectionStrings:PartnerBot.{Environment.NewLine}"
            )
        );
        ask.Code.ShouldBe(0);
        ask.Output.ShouldNotBeEmpty();
        ask.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_says_when_the_registry_can_not_be_reached()
    {
        var ask = await RunAsync(
            "ask",
            "status",
            "netflix",
            "--language",
            "id",
            "--environment=Development",
            "--Registry:BaseUrl=http://127.0.0.1:1"
        );

        ask.Code.ShouldBe(1);
        ask.Output.ShouldBeEmpty();
        ask.Error.ShouldContain("Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.");
    }

    [Fact]
    public async Task Ask_names_the_languages_it_knows() =>
        (await RunAsync("ask", "help", "--language", "xx", "--environment=Development")).ShouldBe(
            (1, "", $"--language xx is not known; put one of en, id.{Environment.NewLine}")
        );

    [Fact]
    public async Task Doctor_finds_nothing_wrong_with_a_fresh_start_in_Development()
    {
        var doctor = await RunAsync("doctor", "--environment=Development");

        doctor.Code.ShouldBe(0);
        doctor.Output.ShouldContain("Asia/Jakarta");
        doctor.Output.ShouldContain("does not exist yet");
        doctor.Output.ShouldContain("the one inside");
        File.Exists(folder["data/partnerbot.db"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "the playground on this machine only; MicrosoftAppType and MicrosoftAppId turn Teams on",
        "manifests writes slack-manifest.yaml; the app package for Teams needs MicrosoftAppId",
        "--environment=Development"
    )]
    [InlineData(
        "off; MicrosoftAppType and MicrosoftAppId turn it on",
        "manifests writes slack-manifest.yaml; the app package for Teams needs MicrosoftAppId",
        "--Registry:Embedded=true"
    )]
    [InlineData(
        "on, as UserAssignedMSI 1a2b3c4d-0000-4000-8000-00000000abcd, for the tenants 2b3c4d5e-0000-4000-8000-00000000abcd",
        "manifests --url https://bot.example.com builds partnerbot-teams.zip, with 4 files, and slack-manifest.yaml",
        "--Registry:Embedded=true",
        "--MicrosoftAppId=1a2b3c4d-0000-4000-8000-00000000abcd",
        "--MicrosoftAppType=UserAssignedMSI",
        "--MicrosoftAppTenantId=2b3c4d5e-0000-4000-8000-00000000abcd"
    )]
    public async Task Doctor_says_how_Teams_is_set_up(string teams, string manifests, params string[] args)
    {
        var doctor = await RunAsync(["doctor", .. args]);

        doctor.Code.ShouldBe(0);
        doctor.Output.ShouldContain(teams);
        doctor.Output.ShouldContain(manifests);
    }

    [Fact]
    public async Task Doctor_says_what_to_do_about_a_wrong_setting()
    {
        var doctor = await RunAsync("doctor", "--Registry:BaseUrl=ftp://x");

        doctor.Code.ShouldBe(1);
        doctor.Output.ShouldContain("wrong");
        doctor.Output.ShouldContain("Registry:BaseUrl is not an absolute http or https");
    }

    [Fact]
    public async Task Doctor_says_what_to_do_about_a_registry_that_can_not_be_reached()
    {
        var doctor = await RunAsync(
            "doctor",
            "--Registry:BaseUrl=http://127.0.0.1:1",
            "--Registry:ApiKey=a-reader-key"
        );

        doctor.Code.ShouldBe(1);
        doctor.Output.ShouldContain("the connection failed");
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var help = await RunAsync("--help");

        help.Code.ShouldBe(0);
        help.Output.ShouldContain("ask");
        help.Output.ShouldContain("doctor");
        help.Output.ShouldContain("manifests");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] here = args.Contains("--help", StringComparer.Ordinal)
            ? args
            : [.. args, $"--contentRoot={folder.Path}", "--hostBuilder:reloadConfigOnChange=false"];
        var code = await CommandLine.RunAsync(here, TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
