using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Whose account is whose, as Microsoft confirms it, and what is told where the app comes to.</summary>
public sealed class AccountLookupTests(PostgresServer server) : IDisposable
{
    private const string Email = "budi@telkom.test";

    private readonly TeamsHost teams = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IChatPlatform Platform => PlatformOf(teams);

    public void Dispose() => teams.Dispose();

    [Theory]
    [InlineData("Budi@Telkom.test", "budi.s@telkom.test", "user", Email)]
    [InlineData(null, "Budi@telkom.test", "user", Email)]
    [InlineData(null, null, "user", null)]
    public async Task Somebody_is_described_as_the_member_of_their_chat(
        string? email,
        string? signIn,
        string role,
        string? known
    )
    {
        teams.Microsoft.Members.Put(Employee.Budi, email, signIn, role);
        await AddedAsync(Chat.Personal(Employee.Budi));

        (await Platform.DescribeAsync(Asker(Employee.Budi), Cancelled)).ShouldBe(
            new(Asker(Employee.Budi), known, Locale: null, TimeZone: null)
        );
    }

    [Theory]
    [InlineData("budi_agency.test#EXT#@telkom.onmicrosoft.com", "user", null)]
    [InlineData("budi@telkom.test", "guest", null)]
    [InlineData("budi@telkom.test", "user", "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee")]
    public async Task A_guest_and_somebody_of_another_tenant_are_nobody(string signIn, string role, string? tenant)
    {
        teams.Microsoft.Members.Put(Employee.Budi, Email, signIn, role, tenant);
        await AddedAsync(Chat.Personal(Employee.Budi));

        (await Platform.DescribeAsync(Asker(Employee.Budi), Cancelled)).ShouldBeNull();
        (await Platform.FindAccountsAsync(Email, Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_asked_about_who_has_no_chat_with_the_bot_or_no_longer()
    {
        var chat = Chat.Personal(Employee.Budi);
        await AddedAsync(chat);
        var removed = teams.Activity("installationUpdate", chat: chat);
        removed["action"] = "remove";
        await teams.PostAsync(removed);
        await IdleAsync(teams);
        var asked = teams.Microsoft.Members.Asked.Count;

        (await Platform.DescribeAsync(Asker(Employee.Budi), Cancelled)).ShouldBeNull();
        (await Platform.DescribeAsync(Asker(Employee.Dewi), Cancelled)).ShouldBeNull();
        (await Platform.DescribeAsync(Asker(Employee.Budi) with { Realm = "another" }, Cancelled)).ShouldBeNull();
        teams.Microsoft.Members.Asked.Count.ShouldBe(asked);
    }

    [Fact]
    public Task An_account_is_found_once_its_chat_is_there_and_each_is_asked_about_once() => ShouldFindAsync(teams);

    [Fact]
    public async Task And_so_it_is_on_PostgreSQL()
    {
        var connection = await server.NewDatabaseAsync();
        using (
            var other = new TeamsHost(
                new(
                    new(StringComparer.Ordinal)
                    {
                        ["Database:Provider"] = "Postgres",
                        ["ConnectionStrings:PartnerBot"] = connection,
                    }
                )
                {
                    Microsoft = new(),
                }
            )
        )
        {
            await ShouldFindAsync(other);
        }

        await server.DropAsync(connection);
    }

    private static async Task ShouldFindAsync(TeamsHost teams)
    {
        var platform = PlatformOf(teams);
        teams.Microsoft.Members.Put(Employee.Budi, Email);
        teams.Microsoft.Members.Put(Employee.Dewi, "dewi@telkom.test");
        using var started = teams.Bot.CreateClient();
        (await platform.FindAccountsAsync(Email, Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
        await AddedAsync(teams, Chat.Personal(Employee.Budi), Employee.Budi);
        await AddedAsync(teams, Chat.Personal(Employee.Dewi), Employee.Dewi);

        (await platform.FindAccountsAsync("BUDI@telkom.test", Cancelled))
            .ShouldHaveSingleItem()
            .Asker.ShouldBe(Asker(Employee.Budi));
        (await platform.FindAccountsAsync("nobody@telkom.test", Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
        teams.Microsoft.Members.Asked.ShouldBe([Employee.Budi.Id, Employee.Dewi.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_Microsoft_does_not_say_now_nobody_is_surely_nobody()
    {
        teams.Microsoft.Members.Put(Employee.Budi, Email);
        teams.Microsoft.Members.Failure = HttpStatusCode.ServiceUnavailable;
        await AddedAsync(Chat.Personal(Employee.Budi));
        (await Platform.FindAccountsAsync(Email, Cancelled)).ShouldBeNull();

        teams.Microsoft.Members.Failure = null;
        (await Platform.FindAccountsAsync(Email, Cancelled)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whether_a_message_is_there_is_never_known() =>
        (
            await Platform.FindAsync(
                ConversationAddress.Of(Asker(Employee.Budi)),
                "5f0e",
                new(default, default),
                Cancelled
            )
        ).Seen.ShouldBe(Seen.NeverKnown);

    [Fact]
    public async Task Who_gets_the_app_is_told_what_could_not_be_told_before()
    {
        teams.Microsoft.Members.Put(Employee.Budi, Email);
        using var started = teams.Bot.CreateClient();
        await AddAsync([
            new PersonEmailRow
            {
                Email = Email,
                Person = "budi",
                Imported = true,
            },
            .. UnreachableRows.Of(Recipient.OfPerson("budi").Key, 1),
            .. UnreachableRows.Of(Recipient.OfPerson("dewi").Key, 2),
            .. UnreachableRows.Of(Recipient.Of(Asker(Employee.Budi)).Key, 3),
        ]);

        await AddedAsync(Chat.Personal(Employee.Budi));

        (await PendingAsync()).ShouldBe([Recipient.Of(Asker(Employee.Budi)).Key, "person:budi"]);
    }

    [Fact]
    public async Task A_team_that_gets_the_app_again_has_it_in_each_of_its_channels()
    {
        var other = new Chat("19:other@thread.tacv2", "channel", Chat.Channel.Team);
        await AddedAsync(Chat.Channel);
        await teams.PostAsync(teams.Message("help", chat: other));
        var removed = teams.Activity("installationUpdate", chat: Chat.Channel);
        removed["action"] = "remove";
        await teams.PostAsync(removed);
        var room = Recipient.OfRoom("teams", Tenant, other.Id).Key;
        await AddAsync([
            .. UnreachableRows.Of(room, 1),
            .. UnreachableRows.Of(Recipient.OfRoom("teams", "another", other.Id).Key, 2),
        ]);

        await AddedAsync(Chat.Channel);

        (await PendingAsync()).ShouldBe([room]);
        (await RowsAsync(db => db.TeamsConversations)).ShouldAllBe(row => row.RemovedAt == null);
    }

    [Fact]
    public async Task Who_speaks_is_noted_with_what_Teams_says_of_them()
    {
        teams.Microsoft.Members.Put(Employee.Budi, Email);

        await teams.SayAsync("help");
        await IdleAsync(teams);

        var row = (await RowsAsync(db => db.Accounts)).ShouldHaveSingleItem();
        (row.Id, row.Email, row.Locale).ShouldBe((Employee.Budi.Id, Email, "en-US"));
        row.SpokeAt.ShouldNotBeNull();
    }

    private const string Tenant = FakeMicrosoft.Tenant;

    private static Asker Asker(Employee who) => new("teams", Tenant, who.Id);

    private static IChatPlatform PlatformOf(TeamsHost teams) =>
        teams.Bot.Services.GetServices<IChatPlatform>().Single(platform => platform.Name is "teams");

    private Task AddedAsync(Chat chat) => AddedAsync(teams, chat, Employee.Budi);

    private static async Task AddedAsync(TeamsHost teams, Chat chat, Employee who)
    {
        var activity = teams.Activity("installationUpdate", who, chat);
        activity["action"] = "add";
        await teams.PostAsync(activity);
        await IdleAsync(teams);
    }

    private static Task IdleAsync(TeamsHost teams) => teams.Bot.Services.GetRequiredService<Speakers>().IdleAsync();

    private async Task AddAsync(params IEnumerable<object> rows)
    {
        await using var db = await DbAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task<IEnumerable<string>> PendingAsync() =>
        (await RowsAsync(db => db.Notices.Where(row => row.State == NoticeState.Pending)))
            .Select(row => row.Recipient)
            .Order(StringComparer.Ordinal);

    private async Task<List<T>> RowsAsync<T>(Func<PartnerBotDb, IQueryable<T>> which)
    {
        await using var db = await DbAsync();
        return await which(db).ToListAsync(Cancelled);
    }

    private Task<PartnerBotDb> DbAsync() =>
        teams.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>().CreateDbContextAsync(Cancelled);
}
