namespace PartnerBot.Tests.Chats.Teams.Package;

public sealed class ManifestsCommandTests : IDisposable
{
    private readonly BuiltPackage built = new();

    public static TheoryData<string, string[]> Wrong() =>
        new()
        {
            {
                "--url is missing; put the bot's own address there, such as https://bot.example.com.",
                [BuiltPackage.Id]
            },
            { NotOwn("bot.example.com"), ["--url=bot.example.com"] },
            { NotOwn("bot.example.com"), [BuiltPackage.Id, "--url=bot.example.com"] },
            { NotOwn("http://bot.example.com"), [BuiltPackage.Id, "--url=http://bot.example.com"] },
            { NotOwn("https://me@bot.example.com"), [BuiltPackage.Id, "--url=https://me@bot.example.com"] },
            { NotOwn("https://bot.example.com/?a=b"), [BuiltPackage.Id, "--url=https://bot.example.com/?a=b"] },
            { NotOwn("https://bot.example.com/#a"), [BuiltPackage.Id, "--url=https://bot.example.com/#a"] },
            {
                "MicrosoftAppId is missing; put the app id of your Azure Bot there.",
                [BuiltPackage.Url, "--developer=Example"]
            },
            {
                "MicrosoftAppId is \"bot\", which is no app id; put the one of your Azure Bot, a GUID.",
                [BuiltPackage.Url, "--MicrosoftAppId=bot"]
            },
            {
                "--developer has more than the 32 characters that Teams takes; shorten it.",
                [BuiltPackage.Url, BuiltPackage.Id, $"--developer={new string('x', 33)}"]
            },
            {
                "--developer is missing, and the bot's host has more than the 32 characters that Teams takes in its place; put your company's name there.",
                [BuiltPackage.Id, "--url=https://partnerbot.services.media.example.com"]
            },
            {
                "--privacy is \"ftp://example.com\"; put an https address there, such as https://www.example.com/partnerbot.",
                [BuiltPackage.Url, BuiltPackage.Id, "--privacy=ftp://example.com"]
            },
            {
                "--app-version is \"1.01.0\"; put three numbers such as 1.0.1.",
                [BuiltPackage.Url, BuiltPackage.Id, "--app-version=1.01.0"]
            },
        };

    public void Dispose() => built.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_missing_or_wrong_is_said_in_one_sentence_and_nothing_is_written(
        string sentence,
        string[] args
    )
    {
        (await built.RunAsync(args)).ShouldBe((1, "", sentence + Environment.NewLine));

        Directory.Exists(built.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task It_says_what_was_written_and_what_comes_next()
    {
        var (code, output, error) = await built.RunAsync(
            BuiltPackage.Url,
            BuiltPackage.Id,
            "--Registry:BaseUrl=https://registry.example.com"
        );

        (code, error).ShouldBe((0, ""));
        output.ShouldBe(
            $"""
            Wrote {built.Zip}: manifest.json, id.json, color.png, outline.png.
            It is version 1.0.0 of the app of bot {BuiltPackage.BotId}, by bot.example.com. Website https://bot.example.com/, privacy https://bot.example.com/, terms of use https://bot.example.com/.
            Links to registry.example.com are unfolded.
            Next: let the messaging endpoint of your Azure Bot be https://bot.example.com/api/messages, then upload the file in the Teams admin centre (Teams apps, Manage apps, Upload new app).
            Wrote {Path.Combine(
                built.Folder,
                "slack-manifest.yaml"
            )}: the Slack app, for HTTP, at https://bot.example.com/slack.
            Links to registry.example.com are unfolded.
            Next: at https://api.slack.com/apps choose Create New App, From a manifest, and put the file's text in; install the app, then put its bot token in Slack:BotToken and its signing secret in Slack:SigningSecret.

            """
        );
    }

    [Fact]
    public async Task The_files_lie_at_the_zips_root()
    {
        using var package = await BuiltPackage.BuildAsync();

        package.Files.Select(file => file.Name).ShouldBe(["manifest.json", "id.json", "color.png", "outline.png"]);
    }

    [Fact]
    public async Task The_same_settings_make_the_same_bytes_and_others_do_not()
    {
        using var first = await BuiltPackage.BuildAsync();
        using var second = await BuiltPackage.BuildAsync();
        using var other = await BuiltPackage.BuildAsync("--app-version=1.0.1");

        var bytes = await ReadAsync(first);
        (await ReadAsync(second)).ShouldBe(bytes);
        (await ReadAsync(other)).ShouldNotBe(bytes);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_to_is_said()
    {
        await File.WriteAllTextAsync(built.Folder, "a file", TestContext.Current.CancellationToken);

        var (code, output, error) = await built.RunAsync(BuiltPackage.Url, BuiltPackage.Id);

        (code, output).ShouldBe((1, ""));
        error.ShouldStartWith($"{built.Zip} can't be written: ");
        error.ShouldEndWith($" Choose another folder with --output.{Environment.NewLine}");
    }

    private static Task<byte[]> ReadAsync(BuiltPackage package) =>
        File.ReadAllBytesAsync(package.Zip, TestContext.Current.CancellationToken);

    private static string NotOwn(string url) =>
        $"--url is \"{url}\"; put the bot's own https address there, without user, query or fragment, such as https://bot.example.com.";
}
