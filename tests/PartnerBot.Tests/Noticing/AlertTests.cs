using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PartnerBot.Noticing;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>What admins are told of notices that nobody got, on both stores. The house is in Lagos, where it is 8:05 when it starts.</summary>
public sealed class AlertTests(PostgresServer server)
{
    private const string GivenUp =
        "1 notice could not be told and is given up: 1 (metadata_too_large). `-- notices failed` lists it, `-- notices retry` tries again.";

    private const string NotReached =
        "1 person or channel can't be reached: person:ana. What waits is told once the app is installed there; `-- notices unreachable` lists it.";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilNearlyNine = new(0, 50, 0);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_given_up_an_admin_hears_within_a_minute_and_once(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "Sari@telkom.test");
        await host.SubscribeAsync(ToldHost.Alex);
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && call["text"]!.StartsWith("Netflix", StringComparison.Ordinal)
                ? StandAnswer.Error("metadata_too_large")
                : null;
        await host.TrackAsync("legal");
        // The minutes before may have ended the wait for a change, which begins again after a pause.
        await host.PassAsync(TimeSpan.FromSeconds(31), NoticeState.Failed);

        await LooksAsync(host);
        await LooksAsync(host, times: 2);

        host.Texts.Skip(1).ShouldBe([GivenUp]);
        host.Channels[^1].ShouldBe(host.ChatOf(StandPeople.Sari));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Many_are_told_in_one_message_that_names_some(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "sari@telkom.test");
        await host.AddAsync(Enumerable.Range(1, 7).Select(change => Notice(host, NoticeState.Failed, change)));

        await LooksAsync(host);

        host.Texts.ShouldBe([
            "7 notices could not be told and are given up: 1 (metadata_too_large), 2 (metadata_too_large), 3 (metadata_too_large), 4 (metadata_too_large), 5 (metadata_too_large), …. `-- notices failed` lists them, `-- notices retry` tries again.",
        ]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_is_not_reached_is_listed_at_nine_and_once_a_day(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "sari@telkom.test");
        await AddUnreachableAsync(host);

        await LooksAsync(host, UntilNearlyNine);
        host.Texts.ShouldBeEmpty();
        await LooksAsync(host, times: 6);
        host.Texts.ShouldBe([NotReached]);

        // As it stands a day later, which takes long to pass second by second.
        await host.RunAsync("""UPDATE "Bookmark" SET "Position" = "Position" - 1 WHERE "Name" = 'mornings'""");
        await LooksAsync(host, times: 2);
        host.Texts.ShouldBe([NotReached, NotReached]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Where_all_were_told_nothing_is_said(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "sari@telkom.test");
        await host.AddAsync(Notice(host, NoticeState.Sent, 1), Notice(host, NoticeState.Withdrawn, 2));

        await LooksAsync(host, UntilNearlyNine);
        await LooksAsync(host, times: 6);

        host.Texts.ShouldBeEmpty();
        host.Slack.CallsOf("users.lookupByEmail").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_admin_whom_nobody_knows_costs_the_others_nothing(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "nobody@telkom.test, sari@telkom.test, alex@telkom.test");
        await host.AddAsync(Notice(host, NoticeState.Failed, 1));

        await LooksAsync(host);
        await LooksAsync(host, times: 2);

        host.Channels.ShouldBe([host.ChatOf(StandPeople.Sari), host.ChatOf(StandPeople.Alex)]);
        host.Texts.ShouldAllBe(text => text == GivenUp);
        host.Bot.Log.All.Where(line => line.Contains("admins", StringComparison.Ordinal))
            .ShouldBe([
                "Error: One of 3 admins has no account that can be told; see that Admins holds their e-mail addresses, and that the app is installed for them",
            ]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_no_admin_could_be_told_they_are_told_later(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "sari@telkom.test");
        await AddUnreachableAsync(host);
        await LooksAsync(host, UntilNearlyNine);
        await host.AddAsync(Notice(host, NoticeState.Failed, 1));
        host.Slack.Answer = call => call.Method is "users.lookupByEmail" ? StandAnswer.ServerError() : null;
        await LooksAsync(host, times: 6);
        host.Texts.ShouldBeEmpty();
        host.Slack.Answer = _ => null;

        await LooksAsync(host, times: 3);

        host.Texts.Select(text => text[..1]).ShouldBe(["1", "1"]);
        host.Texts.Order(StringComparer.Ordinal).Last().ShouldBe(NotReached);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_admin_who_could_not_be_told_is_told_later_and_the_others_are_not_told_again(
        DatabaseProvider provider
    )
    {
        await using var host = await StartAsync(provider, "alex@telkom.test, sari@telkom.test");
        var alex = host.ChatOf(StandPeople.Alex);
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && call["channel"] == alex ? StandAnswer.RateLimited(30) : null;
        await host.AddAsync(Notice(host, NoticeState.Failed, 1));
        await AddUnreachableAsync(host);
        await LooksAsync(host, UntilNearlyNine);
        await LooksAsync(host, times: 6);
        HeardBy(host, StandPeople.Sari).ShouldBe([GivenUp, NotReached], ignoreOrder: true);
        HeardBy(host, StandPeople.Alex).ShouldBeEmpty();
        host.Slack.Answer = _ => null;

        await LooksAsync(host, times: 3);

        HeardBy(host, StandPeople.Sari).Count.ShouldBe(2);
        HeardBy(host, StandPeople.Alex).ShouldBe([GivenUp, NotReached], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_two_that_share_a_database_one_tells()
    {
        await using var host = await StartAsync(DatabaseProvider.Postgres, "sari@telkom.test");
        await host.StartBotAsync();
        await LooksAsync(host, times: 2);
        await host.AddAsync(Notice(host, NoticeState.Failed, 3));
        await LooksAsync(host);
        await AddUnreachableAsync(host);

        await LooksAsync(host, UntilNearlyNine);
        await LooksAsync(host, times: 6);

        host.Texts.ShouldBe([GivenUp, NotReached]);
    }

    [Fact]
    public async Task Where_the_one_that_tells_has_ended_another_does()
    {
        await using var host = await StartAsync(DatabaseProvider.Postgres, "sari@telkom.test");
        await host.StartBotAsync();
        await host.StopFirstBotAsync();
        await host.AddAsync(Notice(host, NoticeState.Failed, 3));

        await host.PassAsync(Minute, IsTold);

        host.Texts.ShouldBe([GivenUp]);
    }

    private async Task<ToldHost> StartAsync(DatabaseProvider provider, string admins)
    {
        var host = await ToldHost.StartAsync(
            provider,
            server,
            new(StringComparer.Ordinal) { ["Admins"] = admins, ["TimeZone"] = "Africa/Lagos" }
        );
        // From then on it looks each minute.
        await host.PassAsync(Minute, _ => Task.FromResult(Looked(host) > 0));
        await LooksAsync(host);
        return host;
    }

    private static List<string> HeardBy(ToldHost host, string user) =>
        [.. host.Slack.Home.DirectWith(user).Messages.Select(message => message.Text)];

    private static Task AddUnreachableAsync(ToldHost host) =>
        host.AddAsync(
            Notice(host, NoticeState.Unreachable, 1, "person:ana"),
            Notice(host, NoticeState.Unreachable, 2, "person:ana")
        );

    private static NoticeRow Notice(ToldHost host, NoticeState state, long change, string? recipient = null) =>
        new()
        {
            Recipient = recipient ?? ToldHost.Alex.Key,
            Sequence = change,
            Partner = "netflix",
            State = state,
            Reason = state is NoticeState.Failed ? "metadata_too_large" : null,
            CreatedAt = host.Time.GetUtcNow(),
            Due = host.Time.GetUtcNow(),
        };

    private static Task<bool> IsTold(PartnerBotDb db) =>
        db.Notices.AllAsync(row => row.State != NoticeState.Failed || row.AlertedAt != null, Cancelled);

    /// <summary>So much passes each time, and what there is to tell is told.</summary>
    private static async Task LooksAsync(ToldHost host, TimeSpan? after = null, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            var before = Looked(host);
            host.Time.Advance(after ?? Minute);
            await host.UntilAsync(_ => Task.FromResult(Looked(host) > before));
        }
    }

    private static int Looked(ToldHost host) =>
        host.Bots.SelectMany(bot => bot.Services.GetServices<IHostedService>()).OfType<Alerts>().Sum(one => one.Looks);
}
