using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Noticing;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams;
using PartnerBot.Tests.Registry;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>One person with several accounts is told once, where they want it, and whose an account is follows the registry.</summary>
public sealed class OnePersonTests(PostgresServer server)
{
    private const string Dewi = "dewi@telkom.example";

    private static readonly Asker Alex = new("slack", FakeSlack.Team, StandPeople.Alex);
    private static readonly Asker Sari = new("slack", FakeSlack.Team, StandPeople.Sari);
    private static readonly Asker Other = new("slack", FakeSlack.Team, "U0000000007");
    private static readonly Asker Teams = new("teams", FakeMicrosoft.Tenant, Employee.Dewi.Id);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_second_account_is_theirs_as_soon_as_it_is_noted(DatabaseProvider provider)
    {
        var microsoft = new FakeMicrosoft();
        await using var host = await ToldHost.StartAsync(provider, server, microsoft: microsoft);
        await host.InChargeAsync("dewi");
        await host.AddAsync(AccountOf(Alex, Dewi, "dewi"));
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);

        var teams = await InstallAsync(host);
        await teams.SayAsync("tell me here", Employee.Dewi);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.TrackAsync("business");
        await host.WaitingAsync(1);
        await host.PassAsync(TimeSpan.FromMinutes(1), NoticeState.Sent, 2);

        (await PersonOfAsync(host, Teams)).ShouldBe("dewi");
        host.Texts.ShouldHaveSingleItem().ShouldContain("Legal is now met");
        (await host.NoticesAsync()).ShouldAllBe(row => row.Recipient == "person:dewi");
        ShouldBeTold(microsoft, "Business is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_is_in_charge_is_told_once_where_they_spoke_last_though_subscribed_on_both(
        DatabaseProvider provider
    )
    {
        var microsoft = new FakeMicrosoft();
        await using var host = await ToldHost.StartAsync(provider, server, microsoft: microsoft);
        await InstallAsync(host);
        await host.AddAsync(AccountOf(Alex, Dewi, "dewi", spoke: host.Time.GetUtcNow().AddDays(-2)));
        await host.RunAsync(
            $"UPDATE \"Account\" SET \"SpokeAt\" = {host.Time.GetUtcNow().AddDays(-1).UtcTicks} WHERE \"Platform\" = 'teams'"
        );
        await host.SubscribeAsync(Recipient.Of(Teams));
        await host.SubscribeAsync(Recipient.Of(Alex), partner: "");
        await host.InChargeAsync("dewi");

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);

        (await host.NoticesAsync()).ShouldHaveSingleItem().Recipient.ShouldBe("person:dewi");
        host.Posted.ShouldBeEmpty();
        ShouldBeTold(microsoft, "Legal is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_is_not_in_the_registry_is_told_once_where_they_want_it_though_subscribed_on_both(
        DatabaseProvider provider
    )
    {
        var microsoft = new FakeMicrosoft();
        await using var host = await ToldHost.StartAsync(provider, server, microsoft: microsoft);
        await InstallAsync(host, "alex@telkom.test");
        await host.SubscribeAsync(Recipient.Of(Teams));
        await host.SubscribeAsync(Recipient.Of(Alex));
        await host.AskAsync("tell me here");

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);

        (await host.NoticesAsync()).ShouldHaveSingleItem().Recipient.ShouldBe(Recipient.Of(Alex).Key);
        host.Texts.ShouldHaveSingleItem();
        microsoft.Messages.ShouldAllBe(one => !$"{one.Body}".Contains("Legal"));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Another_s_address_that_is_mended_in_the_registry_is_undone_by_the_next_change(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.AddAsync(AccountOf(Alex, "budi@telkom.example", "dewi"), AccountOf(Sari, Dewi));
        await host.InChargeAsync("dewi");

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);

        host.Channels.ShouldBe([host.ChatOf(StandPeople.Sari)]);
        (await PersonOfAsync(host, Alex)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task And_goes_to_whose_it_is(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.AddAsync(
            AccountOf(Alex, "budi@telkom.example", "dewi"),
            AccountOf(Sari, "sari@telkom.example", "dewi", imported: true)
        );
        await host.InChargeAsync("dewi", "budi");

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent, 2);

        host.Channels.ShouldBe([host.ChatOf(StandPeople.Alex), host.ChatOf(StandPeople.Sari)], ignoreOrder: true);
        (await PersonOfAsync(host, Alex)).ShouldBe("budi");
        (await PersonOfAsync(host, Sari)).ShouldBe("dewi");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Quiet_hours_hold_wherever_they_were_said(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.AddAsync(AccountOf(Alex, Dewi, "dewi"), AccountOf(Sari, Dewi, "dewi", preferred: true));
        await host.InChargeAsync("dewi");
        await host.AskAsync("quiet 13:00-15:00"); // it is 14:05

        await host.TrackAsync("legal");
        await host.WaitingAsync(1);
        host.Posted.ShouldBeEmpty();
        await host.PassAsync(TimeSpan.FromHours(1), NoticeState.Sent);

        host.Channels.ShouldBe([host.ChatOf(StandPeople.Sari)]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_deputy_is_told_too_whichever_account_named_them_and_only_while_they_stand_in(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        host.Slack.Home.Put(new(Other.Id, "dewi"));
        await host.AddAsync(AccountOf(Alex, Dewi), AccountOf(Other, Dewi, "dewi", preferred: true));
        await host.InChargeAsync("dewi");
        await host.AddAsync(
            new DeputyRow
            {
                Of = Recipient.Of(Alex).Key,
                Deputy = Recipient.Of(Sari).Key,
                Until = host.Time.GetUtcNow().AddSeconds(5),
            }
        );

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent, 2);
        host.Channels.ShouldBe([host.ChatOf(Other.Id), host.ChatOf(StandPeople.Sari)], ignoreOrder: true);

        host.Time.Advance(TimeSpan.FromSeconds(10));
        await host.TrackAsync("business");
        await host.UntilAsync(NoticeState.Pending);
        var now = host.Time.GetUtcNow();
        await host.UntilAsync(db => db.Lanes.AnyAsync(lane => lane.Owner == null && lane.Due > now, Cancelled));
        await host.PassAsync(TimeSpan.FromMinutes(1), NoticeState.Sent, 3);
        host.Channels[2].ShouldBe(host.ChatOf(Other.Id));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Where_they_want_to_be_told_counts_also_when_it_is_the_first_that_they_say_there(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        host.Slack.Home.Put(new(StandPeople.Alex, "alex") { Email = Dewi });
        var later = host.Time.GetUtcNow().AddHours(1);
        await host.AddAsync(AccountOf(Sari, Dewi, "dewi", preferred: true, spoke: later));
        await host.InChargeAsync("dewi");
        await host.AskAsync("tell me here");

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);

        host.Channels.ShouldBe([host.ChatOf(StandPeople.Alex)]);
    }

    private static async Task<TeamsHost> InstallAsync(ToldHost host, string email = Dewi)
    {
        var teams = new TeamsHost(host.Bot);
        teams.Microsoft.Members.Put(Employee.Dewi, email);
        var added = teams.Activity("installationUpdate", Employee.Dewi, Chat.Personal(Employee.Dewi));
        added["action"] = "add";
        await teams.PostAsync(added);
        await host.Bot.Services.GetRequiredService<Speakers>().IdleAsync();
        return teams;
    }

    private static void ShouldBeTold(FakeMicrosoft microsoft, string what) =>
        microsoft.Messages.Count(one => $"{one.Body}".Contains(what)).ShouldBe(1);

    private static async Task<string?> PersonOfAsync(ToldHost host, Asker account)
    {
        await using var db = await host.DbAsync();
        return (
            await db.Accounts.SingleAsync(row => row.Platform == account.Platform && row.Id == account.Id, Cancelled)
        ).Person;
    }

    private static AccountRow AccountOf(
        Asker who,
        string email,
        string? person = null,
        bool imported = false,
        bool preferred = false,
        DateTimeOffset? spoke = null
    ) =>
        new()
        {
            Platform = who.Platform,
            Realm = who.Realm,
            Id = who.Id,
            Email = email,
            Person = person,
            Imported = imported,
            Preferred = preferred,
            SpokeAt = spoke,
            DescribedAt = RegistryHarness.Start,
        };
}
