using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Noticing;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.People;

/// <summary><c>import people FILE</c>, as it is typed.</summary>
public sealed class ImportPeopleTests(PostgresServer server) : IDisposable
{
    private const string Budi = "b0000000-0000-4000-8000-000000000001";

    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "people.csv",
        "Person,email,platform,realm,account\ndewi,Dewi@Telkom.test,,,\n\"budi\",,teams,tenant,b0000000-0000-4000-8000-000000000001\nbudi,budi@telkom.test,slack,T1,U1\n"
    )]
    [InlineData(
        "people.json",
        """
            [ {"person":"dewi","email":"Dewi@Telkom.test","platform":null},
              {"person":"budi","platform":"Teams","realm":"tenant","account":"b0000000-0000-4000-8000-000000000001"},
              {"person":"budi","email":"budi@telkom.test","platform":"slack","realm":"T1","account":"U1"} ]
            """
    )]
    public async Task A_file_says_whose_accounts_and_addresses_are_and_both_formats_say_the_same(
        string name,
        string content
    )
    {
        var (code, output, error) = await ImportAsync(name, content);

        (code, output, error).ShouldBe((0, $"Imported {name}: 2 people 2 accounts and 2 e-mail addresses.\n", ""));
        await using var db = await DbAsync();
        (await db.Accounts.OrderBy(row => row.Platform).ToListAsync(Cancelled))
            .Select(row => (row.Platform, row.Realm, row.Id, row.Person, row.Imported, row.Email))
            .ShouldBe([("slack", "T1", "U1", "budi", true, null), ("teams", "tenant", Budi, "budi", true, null)]);
        (await db.PersonEmails.OrderBy(row => row.Email).ToListAsync(Cancelled))
            .Select(row => (row.Email, row.Person, row.Imported))
            .ShouldBe([("budi@telkom.test", "budi", true), ("dewi@telkom.test", "dewi", true)]);
    }

    [Fact]
    public async Task Every_error_is_named_with_its_line_and_nothing_is_changed()
    {
        var (code, output, error) = await ImportAsync(
            "people.csv",
            """
            person,email,platform,realm,account
            dewi,dewi@telkom.test,,,
            ,nobody@telkom.test,,,
            budi,not an address,,,
            budi,,,,
            budi,,slack,T1,
            budi,,irc,net,budi
            bu di,,slack,T1:2,U|1
            kira,dewi@telkom.test,,,
            short,row
            kira,,slack,T1,U9
            lara,,slack,T1,U9
            """
        );

        (code, output).ShouldBe((1, ""));
        error
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "Line 3, person: it is missing; put the registry's id of the person.",
                "Line 4, email: it is not an e-mail address.",
                "Line 5: it says nothing of the person; put an email, or platform, realm and account.",
                "Line 6, account: it is missing; platform, realm and account go together.",
                "Line 7, platform: \"irc\" is not known; put slack or teams.",
                "Line 8, person: it is longer than 200 characters or holds spaces; put the registry's id.",
                "Line 8, account: it is longer than 200 characters, or holds a space or |.",
                "Line 8, realm: it holds a colon; put the id alone.",
                "Line 9, email: line 2 says that it is dewi's; keep one.",
                "Line 10: the row has not as many cells as the header.",
                "Line 12, account: line 11 says that it is kira's; keep one.",
                "Nothing was imported from people.csv: 11 errors to mend.",
            ]);
        File.Exists(folder["data/partnerbot.db"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("people.csv", "", "Line 1: the file is empty; its first line names the columns: person, email")]
    [InlineData("people.csv", "email\na@b.c\n", "Line 1: the header has no column person; add it.")]
    [InlineData("people.csv", "person;email\n", "Line 1: the columns are separated by semicolons")]
    [InlineData("people.csv", "person,mail\n", "Line 1: there is no column \"mail\"; the columns are person, email")]
    [InlineData("people.csv", "person,person\n", "Line 1: a column stands twice in the header; keep one.")]
    [InlineData("people.json", "{}", "Line 1: the file is not a JSON array of objects with person")]
    [InlineData("people.json", "[\n{\"person\":\"a\",\n", "Line 3: it is not JSON from here on.")]
    [InlineData("people.json", "[\n7]", "Line 2: it is not an object with person")]
    [InlineData("people.json", "[{\"person\":7}]", "Line 1, person: it is not a text; put it in double quotes.")]
    [InlineData("people.json", "[\n\n{\"mail\":\"a\"}]", "Line 3, mail: there is no such field; there are person")]
    [InlineData("people.json", "[{\"person\":\"a\",\"person\":\"b\"}]", "Line 1, person: it stands there twice")]
    [InlineData("people.txt", "person\n", "\"people.txt\" is not a file for import, which takes a .csv or .json.")]
    public async Task A_file_that_can_not_be_read_says_where_and_why(string name, string content, string says)
    {
        var (code, output, error) = await ImportAsync(name, content);

        (code, output).ShouldBe((1, ""));
        error.Replace(folder.Path + "/", "", StringComparison.Ordinal).ShouldStartWith(says);
    }

    [Fact]
    public async Task What_is_not_UTF_8_says_in_which_line()
    {
        await File.WriteAllBytesAsync(folder["people.csv"], [.. "person\nd"u8, 0xE9, .. "wi\n"u8], Cancelled);

        var (code, _, error) = await RunAsync("import", "people", folder["people.csv"]);

        code.ShouldBe(1);
        error.ShouldStartWith("Line 2: the file is not UTF-8 here; save it as UTF-8.");
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_a_misspelt_option_does_nothing()
    {
        const string Content = "person,email\ndewi,dewi@telkom.test\n";

        (await ImportAsync("people.csv", Content, "--dry-run")).ShouldBe(
            (0, "Nothing was changed; people.csv would give 1 person 0 accounts and 1 e-mail address.\n", "")
        );
        (await ImportAsync("people.csv", Content, "--dryrun")).ShouldBe(
            (1, "", "\"--dryrun\" is not an option or setting here; --help lists them.\n")
        );
        File.Exists(folder["data/partnerbot.db"]).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_was_imported_counts_before_what_was_known_and_what_waited_is_told(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = "T1",
                Id = "U1",
                Email = "dewi@telkom.test",
                Person = "old",
            },
            new PersonEmailRow { Email = "dewi@telkom.test", Person = "old" }
        );
        await store.AddAsync([
            .. UnreachableRows.Of(Recipient.OfPerson("dewi").Key, 1),
            .. UnreachableRows.Of(Recipient.OfPerson("old").Key, 2),
        ]);
        var importer = new PartnerBot.People.Importing.PeopleImporter(
            store.Get<IDbContextFactory<PartnerBotDb>>(),
            store.Time
        );

        for (var time = 0; time < 2; time++)
        {
            await importer.ImportAsync(
                [
                    new(2, "dewi", "dewi@telkom.test", Account: null),
                    new(3, "budi", Email: null, new("slack", "T1", "U2")),
                ],
                Cancelled
            );
        }

        (await UnreachableRows.PendingAsync(store)).ShouldBe(["person:dewi"]);
        (await store.RowsAsync(db => db.Accounts.OrderBy(row => row.Id)))
            .Select(row => (row.Id, row.Person, row.Imported))
            .ShouldBe([("U1", "dewi", false), ("U2", "budi", true)]);
        (await store.RowsAsync(db => db.PersonEmails)).ShouldHaveSingleItem().Person.ShouldBe("dewi");
    }

    [Fact]
    public async Task It_works_beside_a_running_service()
    {
        using var bot = new BotHost();
        using var started = bot.CreateClient();

        var (code, _, error) = await ImportAsync(
            "people.csv",
            "person,email\ndewi,dewi@telkom.test\n",
            $"--ConnectionStrings:PartnerBot=Data Source={bot.DatabaseFile}"
        );

        (code, error).ShouldBe((0, ""));
        await using var db = await bot
            .Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>()
            .CreateDbContextAsync(Cancelled);
        (await db.PersonEmails.SingleAsync(Cancelled)).Person.ShouldBe("dewi");
    }

    private async Task<(int Code, string Output, string Error)> ImportAsync(
        string name,
        string content,
        params string[] more
    )
    {
        await File.WriteAllTextAsync(folder[name], content, Cancelled);
        return await RunAsync(["import", "people", folder[name], .. more]);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        string[] here =
        [
            .. args,
            $"--contentRoot={folder.Path}",
            "--hostBuilder:reloadConfigOnChange=false",
            "--environment=Development",
        ];
        var code = await CommandLine.RunAsync(here, TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<PartnerBotDb> DbAsync()
    {
        var options = new DbContextOptionsBuilder<PartnerBot.Storage.Sqlite.SqlitePartnerBotDb>()
            .UseSqlite($"Data Source={folder["data/partnerbot.db"]}")
            .Options;
        var db = new PartnerBot.Storage.Sqlite.SqlitePartnerBotDb(options);
        await db.Database.OpenConnectionAsync(Cancelled);
        return db;
    }
}
