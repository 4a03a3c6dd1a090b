using PartnerBot.Noticing;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Noticing;

/// <summary>What operators see of the ledger, beside a service that runs.</summary>
public sealed class NoticesCommandTests(PostgresServer server)
{
    [Fact]
    public async Task What_was_given_up_is_listed_shown_and_tried_again()
    {
        await using var host = await ToldHost.StartAsync(DatabaseProvider.Sqlite, server);
        await host.SubscribeAsync(ToldHost.Alex);
        host.Slack.Answer = call => call.Method is "chat.postMessage" ? StandAnswer.Error("metadata_too_large") : null;
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Failed);
        host.Slack.Answer = _ => null;

        (await RunAsync(host)).ShouldStartWith(
            "pending      0\nsending      0\nsent         0\nunknown      0\nunreachable  0\nfailed       1\n"
        );
        (await RunAsync(host, "failed")).ShouldBe(
            $"1 failed change 1 of netflix to {ToldHost.Alex}: metadata_too_large\n"
        );
        (await RunAsync(host, "show", "1")).ShouldContain(
            "change: Track legal of netflix, 2026-11-24 07:05:00Z, by key:ed"
        );
        (await RunAsync(host, "retry", "1")).ShouldBe("1 notice is tried again by the service that runs.\n");
        await host.PassAsync(TimeSpan.FromSeconds(1), NoticeState.Sent);
        (await RunAsync(host, "failed")).ShouldBe("No notice is failed.\n");
    }

    [Fact]
    public async Task Who_can_not_be_reached_is_listed_with_what_waits()
    {
        await using var host = await ToldHost.StartAsync(DatabaseProvider.Sqlite, server);
        await host.InChargeAsync("ana");
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unreachable);

        (await RunAsync(host)).ShouldEndWith("\nThe registry's feed is told up to sequence 2.\n");
        (await RunAsync(host, "unreachable")).ShouldBe("1 unreachable change 2 of netflix to person:ana: no account\n");
    }

    [Fact]
    public async Task That_the_registry_has_no_feed_is_said()
    {
        await using var host = await SlackHost.StartAsync(tellsChanges: true);
        await host.Bot.FollowedAsync();

        var told = await RunAsync(
            $"--ConnectionStrings:PartnerBot=Data Source={host.Bot.DatabaseFile}",
            "--Registry:BaseUrl=http://registry.test",
            "--Registry:ApiKey=a-reader-key"
        );

        told.ShouldEndWith("\nThe registry has no feed: what it says is compared with what it said before.\n");
    }

    [Fact]
    public async Task What_it_does_not_know_it_says()
    {
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            ["notices", "lost", "--environment=Development"],
            TextReader.Null,
            TextWriter.Null,
            error
        );

        code.ShouldBe(1);
        error.ToString().ShouldContain("There is no \"notices lost\"");
    }

    private static Task<string> RunAsync(ToldHost host, params string[] words) =>
        RunAsync([.. words, .. host.Settings.Select(setting => $"--{setting.Key}={setting.Value}")]);

    private static async Task<string> RunAsync(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        await CommandLine.RunAsync(["notices", .. words, "--environment=Production"], TextReader.Null, output, error);
        error.ToString().ShouldBeEmpty();
        return output.ToString().ReplaceLineEndings("\n");
    }
}
