using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PartnerRegistry.Hosting;
using PartnerRegistry.Storage.Sqlite;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Storage;

public sealed class FaultTests
{
    [Fact]
    public async Task A_second_service_on_one_file_stops_and_a_guest_works_beside_it()
    {
        await using var database = await TestStore.NewAsync();
        await using var service = await TestRegistry.StartAsync(database);

        (await Should.ThrowAsync<StartException>(() => TestRegistry.StartAsync(database))).Message.ShouldBe(
            $"Another PartnerRegistry already uses {database.File}; stop that one, or give this one a file of its own in ConnectionStrings:PartnerRegistry."
        );

        await using var guest = await TestRegistry.StartAsync(
            database,
            hosting => hosting with { ExclusiveFile = false }
        );
        (await guest.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);
        (await service.GetAsync("/v1/partners/netflix")).Should(200);
    }

    [Fact]
    public async Task A_service_that_stopped_leaves_the_file_to_the_next()
    {
        await using var database = await TestStore.NewAsync();
        await (await TestRegistry.StartAsync(database)).DisposeAsync();

        await using var next = await TestRegistry.StartAsync(database);

        (await next.GetAsync("/health/ready")).Should(200);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_to_is_read_and_says_so_on_an_edit()
    {
        await using var database = await TestStore.NewAsync();
        await using (var writer = await TestRegistry.StartAsync(database))
        {
            await writer.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");
        }

        await using var registry = await TestRegistry.StartAsync(
            database,
            With("ConnectionStrings:PartnerRegistry", $"{database.ConnectionString};Mode=ReadOnly")
        );

        (await registry.PatchAsync("/v1/partners/netflix", """{"name":"Other"}""")).ShouldRefuse(
            503,
            with: "The registry's database can't be written to; nothing was changed. Give the service write access to it."
        );
        (await registry.GetAsync("/v1/partners/netflix")).Should(200).Word("name").ShouldBe("Netflix");
    }

    [Fact]
    public async Task A_full_disk_changes_nothing_and_says_what_to_do()
    {
        await using var database = await TestStore.NewAsync();
        await using var registry = await TestRegistry.StartAsync(
            database,
            hosting =>
                hosting with
                {
                    Configure = builder =>
                    {
                        hosting.Configure!(builder);
                        builder.Services.ConfigureDbContext<SqliteRegistryDb>(options =>
                            options.AddInterceptors(new FullDisk())
                        );
                    },
                }
        );

        var (accepted, refused) = (0, default(Reply));
        for (; refused is null && accepted < 1000; accepted++)
        {
            var note = new string('x', 2000);
            var reply = await registry.PutAsync(
                $"/v1/partners/p{accepted}",
                $$"""{"name":"P","milestone":{{Milestone(note)}}}"""
            );
            refused = reply.Status is 201 ? null : reply;
        }

        refused
            .ShouldNotBeNull()
            .ShouldRefuse(
                507,
                with: "The registry's disk is full; nothing was changed. Free some space and send it again."
            );
        accepted.ShouldBeGreaterThan(1);
        (await registry.GetAsync("/v1/partners?limit=1000"))["items"]!.AsArray().Count.ShouldBe(accepted - 1);
        ((long)(await registry.GetAsync("/v1/changes"))["head"]!).ShouldBe(2 * (accepted - 1));
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start()
    {
        await using var database = await TestStore.NewAsync();
        await File.WriteAllTextAsync(database.File, new string('x', 5000), TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<StartException>(() => TestRegistry.StartAsync(database))).Message.ShouldBe(
            $"{database.File} is not an intact SQLite database; put a backup in its place, or move it away to begin anew."
        );
    }

    [Fact]
    public async Task A_folder_in_the_files_place_stops_the_start()
    {
        await using var database = await TestStore.EmptyAsync(StoreKind.Sqlite);
        Directory.CreateDirectory(database.File);

        (await Should.ThrowAsync<StartException>(() => TestRegistry.StartAsync(database))).Message.ShouldStartWith(
            $"{database.File} can't be opened for writing ("
        );
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_the_start()
    {
        await using var database = await TestStore.EmptyAsync(StoreKind.Sqlite);
        var file = Path.Combine(database.Folder["plain-file"], "registry.db");
        await File.WriteAllTextAsync(database.Folder["plain-file"], "", TestContext.Current.CancellationToken);

        (await StartAsync(database, "ConnectionStrings:PartnerRegistry", $"Data Source={file}")).ShouldStartWith(
            $"{file} can't be opened for writing ("
        );
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is \"Oracle\"; put Sqlite or Postgres.")]
    [InlineData(
        "Database:Provider",
        "Postgres",
        "ConnectionStrings:PartnerRegistry can't be read as a connection string; put one such as Host=db;Database=registry;"
    )]
    [InlineData(
        "ConnectionStrings:PartnerRegistry",
        "Colour=red",
        "ConnectionStrings:PartnerRegistry can't be read as a connection string; put one such as Data Source=data/registry.db."
    )]
    public async Task A_wrong_setting_of_the_database_stops_the_start(string setting, string value, string sentence)
    {
        await using var database = await TestStore.EmptyAsync(StoreKind.Sqlite);

        (await StartAsync(database, setting, value)).ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_PostgreSQL_that_does_not_answer_stops_the_start()
    {
        await using var database = await TestStore.EmptyAsync(StoreKind.Sqlite);

        var sentence = (
            await Should.ThrowAsync<StartException>(() =>
                TestRegistry.StartAsync(
                    database,
                    hosting =>
                        With("ConnectionStrings:PartnerRegistry", "Host=127.0.0.1;Port=1;Username=u;Password=secret")(
                            With("Database:Provider", "Postgres")(hosting)
                        )
                )
            )
        ).Message;

        sentence.ShouldStartWith("The PostgreSQL database of ConnectionStrings:PartnerRegistry can't be used (");
        sentence.ShouldEndWith("); check that it runs and that host, database, user and password are right.");
        sentence.ShouldNotContain("secret");
    }

    private static async Task<string> StartAsync(TestStore database, string setting, string value) =>
        (
            await Should.ThrowAsync<StartException>(() => TestRegistry.StartAsync(database, With(setting, value)))
        ).Message;

    private static Func<RegistryHosting, RegistryHosting> With(string setting, string value) =>
        hosting => hosting with { Settings = new Dictionary<string, string?>(hosting.Settings) { [setting] = value } };

    private static string Milestone(string text) =>
        $$$"""{"kind":"step","title":{"original":"en","texts":{"en":"T"}},"text":{"original":"en","texts":{"en":"{{{text}}}"} } }""";

    /// <summary>A disk with room for 60 pages.</summary>
    private sealed class FullDisk : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA max_page_count = 60";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
