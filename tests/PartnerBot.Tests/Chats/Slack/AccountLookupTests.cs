using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Tests.Chats.Slack.Installing;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Whose account is whose, as Slack confirms it.</summary>
public sealed class AccountLookupTests
{
    private const string Lookup = "users.lookupByEmail";
    private const string Sari = "sari@telkom.test";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Sari)]
    [InlineData("Sari@TELKOM.test")]
    public async Task An_account_is_found_by_its_confirmed_address(string email)
    {
        await using var host = await SlackHost.StartAsync();

        var found = await Platform(host).FindAccountsAsync(email, Cancelled);

        found.ShouldHaveSingleItem().ShouldBe(new(Asker(StandPeople.Sari), Sari, Locale: null, "Asia/Jakarta"));
    }

    [Theory]
    [InlineData("nobody@telkom.test")]
    [InlineData("guest@agency.test")]
    [InlineData("unconfirmed@telkom.test")]
    [InlineData("bot@telkom.test")]
    public async Task Nobody_else_is_found(string email)
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Home.Put(new("U7", "u") { Email = "unconfirmed@telkom.test", IsEmailConfirmed = false });
        host.Slack.Home.Put(new("U8", "b") { Email = "bot@telkom.test", IsBot = true });

        (await Platform(host).FindAccountsAsync(email, Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_workspace_is_asked_that_has_the_app()
    {
        await using var host = await Installed.StartAsync();
        (await Platform(host).FindAccountsAsync(Sari, Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
        await host.InstallAsync();
        var other = host.Slack.TeamOf(Installed.Other);
        await host.InstallAsync(other);

        var both = await Platform(host).FindAccountsAsync(Sari, Cancelled);
        both.ShouldNotBeNull().Select(one => one.Asker.Realm).ShouldBe([FakeSlack.Team, Installed.Other], true);

        // Those who answer are told, even if another doesn't.
        other.Users.RemoveAll(user => user.Id is StandPeople.Sari);
        host.Slack.Limit(Lookup, retryAfter: 30);
        (await Platform(host).FindAccountsAsync(Sari, Cancelled))?.Count.ShouldBe(1);
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldContain("ratelimited");
    }

    [Fact]
    public async Task What_can_not_be_asked_now_is_no_answer_and_what_never_can_is_one()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Limit(Lookup, retryAfter: 30);
        (await Platform(host).FindAccountsAsync(Sari, Cancelled)).ShouldBeNull();
        host.Bot.Time.Advance(TimeSpan.FromSeconds(30));
        host.Slack.Tokens.Drop(FakeSlack.BotToken, "users:read.email");

        (await Platform(host).FindAccountsAsync(Sari, Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
        host.Bot.Log.All.Select(line => line.Split(' ')[^1]).ShouldBe(["ratelimited", "missing_scope"]);
    }

    [Fact]
    public async Task An_account_is_described_as_Slack_confirms_it()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Home.Put(new("U7", "u") { Email = "unconfirmed@telkom.test", IsEmailConfirmed = false });
        Task<Account?> DescribeAsync(string id) => Platform(host).DescribeAsync(Asker(id), Cancelled);

        (await DescribeAsync(StandPeople.Sari)).ShouldBe(new(Asker(StandPeople.Sari), Sari, "id-ID", "Asia/Jakarta"));
        (await DescribeAsync("U7"))!.Email.ShouldBeNull();
        (await DescribeAsync(StandPeople.Guest)).ShouldBeNull();
        (await DescribeAsync("U9999999999")).ShouldBeNull();
        (await Platform(host).DescribeAsync(Asker("U7") with { Realm = "T9" }, Cancelled)).ShouldBeNull();
        host.Slack.Tokens.Drop(FakeSlack.BotToken, "users:read.email");
        (await DescribeAsync(StandPeople.Alex))!.Email.ShouldBeNull();
    }

    [Fact]
    public async Task Who_speaks_is_noted_with_what_Slack_says_of_them()
    {
        await using var host = await SlackHost.StartAsync();

        await host.AskAsync("help", user: StandPeople.Sari);

        var row = (await host.RowsAsync(db => db.Accounts)).ShouldHaveSingleItem();
        (row.Id, row.Email, row.Locale, row.TimeZone).ShouldBe((StandPeople.Sari, Sari, "id-ID", "Asia/Jakarta"));
        row.SpokeAt.ShouldNotBeNull();
        host.Slack.CallsOf("users.info").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_workspace_that_gets_the_app_is_told_what_could_not_be_told_there()
    {
        await using var host = await Installed.StartAsync();
        await host.RunAsync(Unreachable("account:slack:T0000000001:U1", 1));
        await host.RunAsync(Unreachable("room:slack:T0000000001:C1", 2));
        await host.RunAsync(Unreachable("person:dewi", 3));
        await host.RunAsync(Unreachable("room:slack:T0000000002:C1", 4));

        await host.InstallAsync();

        var woken = await host.RowsAsync(db => db.Notices.Where(row => row.State == NoticeState.Pending));
        woken.Select(row => row.Sequence).ShouldBe([1, 2, 3]);
    }

    private static string Unreachable(string recipient, int sequence) =>
        FormattableString.Invariant(
            $"""
            INSERT INTO "Lane" ("Recipient", "Platform", "Realm", "Arrived", "LeasedUntil", "HeldUntil")
            VALUES ('{recipient}', '', '', 1, 0, 0);
            INSERT INTO "Notice" ("Recipient", "Sequence", "Partner", "State", "CreatedAt", "Due", "Attempts", "Repeated")
            VALUES ('{recipient}', {sequence}, 'netflix', 'Unreachable', 0, 0, 1, 0)
            """
        );

    private static Asker Asker(string id) => new("slack", FakeSlack.Team, id);

    private static IChatPlatform Platform(SlackHost host) =>
        host.Bot.Services.GetServices<IChatPlatform>().Single(platform => platform.Name is "slack");
}
