using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Orders given in Teams.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly TeamsHost teams = new();

    [Fact]
    public async Task In_a_channel_the_answer_itself_confirms_what_is_for_all_there()
    {
        var before = teams.Microsoft.Messages.Count;

        await teams.PostAsync(teams.Message("subscribe netflix here", chat: Chat.Thread));

        teams
            .Microsoft.Messages.Skip(before)
            .ShouldHaveSingleItem()
            .Says.ShouldStartWith("From now on I tell everyone here what changes: Netflix.");
        var row = (await RowsAsync(db => db.Subscriptions)).ShouldHaveSingleItem();
        row.Recipient.ShouldBe($"room:teams:{FakeMicrosoft.Tenant}:19:channel@thread.tacv2");
        row.By.ShouldBe($"account:teams:{FakeMicrosoft.Tenant}:{Employee.Budi.Id}");
        row.Name.ShouldBe("Budi");
    }

    [Fact]
    public async Task A_colleague_who_is_mentioned_stands_in()
    {
        var message = teams.Message("deputy <at>Dewi Lestari Putri</at> until 20 dec", chat: Chat.Group);
        message["entities"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "mention",
                    ["text"] = "<at>Dewi Lestari Putri</at>",
                    ["mentioned"] = new JsonObject
                    {
                        ["id"] = "29:dewi",
                        ["name"] = "Dewi Lestari Putri",
                        ["aadObjectId"] = Employee.Dewi.Id,
                    },
                }
            );

        await teams.PostAsync(message);

        var row = (await RowsAsync(db => db.Deputies)).ShouldHaveSingleItem();
        row.Of.ShouldBe($"account:teams:{FakeMicrosoft.Tenant}:{Employee.Budi.Id}");
        row.Deputy.ShouldBe($"account:teams:{FakeMicrosoft.Tenant}:{Employee.Dewi.Id}");
        row.Name.ShouldBe("Dewi Lestari Putri");
    }

    public void Dispose() => teams.Dispose();

    private async Task<List<T>> RowsAsync<T>(Func<PartnerBotDb, IQueryable<T>> rows)
    {
        var contexts = teams.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await rows(db).ToListAsync(TestContext.Current.CancellationToken);
    }
}
