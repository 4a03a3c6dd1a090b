using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Storage;
using PartnerBot.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace PartnerBot.Tests.Storage;

public sealed class PostgresTests(PostgresServer server) : IAsyncLifetime
{
    private string connection = "";

    public async ValueTask InitializeAsync() => connection = await server.NewDatabaseAsync();

    public async ValueTask DisposeAsync() => await server.DropAsync(connection);

    [Fact]
    public async Task A_bot_that_is_started_again_still_knows_what_was_asked_last()
    {
        using (var first = Bot())
        {
            (await first.AskAsync(new { text = "status netflix" })).Status.ShouldBe(HttpStatusCode.OK);
        }

        using var second = Bot();

        var (_, body) = await second.AskAsync(new { text = "status" });

        body.GetProperty("message").GetProperty("headline").GetProperty("title").GetString().ShouldBe("Netflix");
        body.GetProperty("message")
            .GetProperty("notes")[0]
            .GetString()
            .ShouldBe("About Netflix, which you asked about last.");
        second.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_bots_that_start_at_once_on_an_empty_database_both_answer()
    {
        using var one = Bot();
        using var other = Bot();

        var answers = await Task.WhenAll(
            Task.Run(() => one.AskAsync(new { text = "status netflix" })),
            Task.Run(() => other.AskAsync(new { text = "status hooq" }))
        );

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        one.Log.All.Concat(other.Log.All).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_there_is_not_yet_is_made()
    {
        await server.DropAsync(connection);
        using var bot = Bot();

        (await bot.AskAsync(new { text = "status netflix" })).Status.ShouldBe(HttpStatusCode.OK);
        bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_started_bot_has_the_schema_of_its_version()
    {
        using var bot = Bot();
        using var client = bot.CreateClient();

        (await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken)).ShouldBe("Healthy");
        (
            await bot.Services.GetRequiredService<Database>().ExamineAsync(TestContext.Current.CancellationToken)
        ).ShouldBe("PostgreSQL, up to date");
    }

    private BotHost Bot() =>
        new(
            new(StringComparer.Ordinal)
            {
                ["Database:Provider"] = "Postgres",
                ["ConnectionStrings:PartnerBot"] = connection,
            }
        );
}
