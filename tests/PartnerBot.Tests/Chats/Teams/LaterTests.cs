using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Storage;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>What can't be answered now is promised, and the promise is kept.</summary>
public sealed class LaterTests : IDisposable
{
    private const string Promise = "The registry can't be reached right now. I'll answer here when it can.";

    private readonly TeamsHost teams = new();

    [Fact]
    public async Task The_answer_comes_to_the_same_thread_once_the_registry_can_be_reached()
    {
        var (partner, list) = (teams.Bot.Registry.Partner, teams.Bot.Registry.List);
        Stop();
        var promised = await teams.SayAsync("status netflix", chat: Chat.Thread);
        promised.Says.ShouldBe(Promise);
        promised.Card.ShouldBeNull();

        (teams.Bot.Registry.Partner, teams.Bot.Registry.List) = (partner, list);
        await PassAsync(TimeSpan.FromSeconds(15));

        var answer = teams.Microsoft.Messages[1];
        answer.Says.ShouldStartWith("Netflix: negotiating");
        answer.Address.AbsolutePath.ShouldBe(
            "/apac/v3/conversations/19%3Achannel%40thread.tacv2%3Bmessageid%3D1700/activities"
        );
        answer.Texts.ShouldContain("Asked at 14:05: \"status netflix\".");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_answer_that_was_broken_off_says_that_it_may_come_twice()
    {
        var (partner, list) = (teams.Bot.Registry.Partner, teams.Bot.Registry.List);
        Stop();
        await teams.SayAsync("status netflix");
        var contexts = teams.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.LaterAnswers.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Begun, true),
            TestContext.Current.CancellationToken
        );

        (teams.Bot.Registry.Partner, teams.Bot.Registry.List) = (partner, list);
        await PassAsync(TimeSpan.FromSeconds(15));

        teams.Microsoft.Messages[1].Texts.ShouldContain("I may have said this before.");
    }

    [Fact]
    public async Task After_half_an_hour_it_says_that_it_can_not()
    {
        Stop();
        await teams.SayAsync("status netflix");

        await PassAsync(TimeSpan.FromMinutes(31));

        teams
            .Microsoft.Messages[1]
            .Says.ShouldBe(
                "I could not answer \"status netflix\" within half an hour, because the registry can't be reached. Please ask again later."
            );
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_answer_that_Teams_will_not_take_yet_is_given_when_it_will()
    {
        TakeNothingAtFirst(TimeSpan.FromSeconds(60));

        await teams.PostAsync(teams.Message("help"));
        teams.Microsoft.Messages.Count.ShouldBe(1);

        await PassAsync(TimeSpan.FromSeconds(65));
        teams.Microsoft.Messages[1].Says.ShouldStartWith("I tell you how far we are with each partner");
    }

    [Fact]
    public async Task A_press_that_has_to_wait_is_promised_too()
    {
        Stop();
        var data = System.Text.Json.Nodes.JsonNode.Parse(
            """{"type":"Action.Execute","verb":"ask","data":{"ask":"status netflix","language":"id"}}"""
        );

        await teams.PostAsync(teams.Press(data));

        teams
            .Microsoft.Messages.ShouldHaveSingleItem()
            .Says.ShouldBe("Registri sedang tidak dapat dihubungi. Saya akan menjawab di sini begitu bisa.");
    }

    [Fact]
    public async Task What_Teams_wants_to_take_tomorrow_is_tried_within_half_an_hour()
    {
        TakeNothingAtFirst(TimeSpan.FromDays(1));
        await teams.PostAsync(teams.Message("help"));

        await PassAsync(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(5));

        teams.Microsoft.Messages[1].Says.ShouldStartWith("I tell you how far we are with each partner");
    }

    [Fact]
    public async Task A_promise_that_Teams_will_not_take_is_still_kept_once()
    {
        Stop();
        TakeNothingAtFirst(TimeSpan.FromSeconds(60));

        await teams.PostAsync(teams.Message("status netflix"));

        (await KeptAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_said_to_people_of_other_tenants_is_not_said_later()
    {
        TakeNothingAtFirst(TimeSpan.FromSeconds(60));
        var message = teams.Message("status netflix");
        message["conversation"]!["tenantId"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";

        await teams.PostAsync(message);

        teams.Microsoft.Messages.ShouldHaveSingleItem().Says.ShouldNotContain("Netflix");
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_greeting_is_not_said_later()
    {
        TakeNothingAtFirst(TimeSpan.FromSeconds(60));

        await teams.PostAsync(teams.Message("", chat: Chat.Group));

        teams.Microsoft.Messages.Count.ShouldBe(1);
        (await KeptAsync()).ShouldBe(0);
    }

    public void Dispose() => teams.Dispose();

    private void TakeNothingAtFirst(TimeSpan pause) =>
        teams.Microsoft.Answer = (_, _) =>
            Task.FromResult<HttpResponseMessage?>(
                teams.Microsoft.Messages.Count > 1
                    ? null
                    : new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(pause) } }
            );

    private async Task<int> KeptAsync()
    {
        var contexts = teams.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.LaterAnswers.CountAsync(TestContext.Current.CancellationToken);
    }

    private async Task PassAsync(TimeSpan time)
    {
        teams.Bot.Time.Advance(time);
        await teams.UntilAsync(() => teams.Microsoft.Messages.Count == 2);
    }

    private void Stop()
    {
        teams.Bot.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.ServiceUnavailable);
        teams.Bot.Registry.List = FakeRegistry.Failing(HttpStatusCode.ServiceUnavailable);
    }

    private Task NothingIsLeftAsync()
    {
        var contexts = teams.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        return Patience.UntilAsync(async stop =>
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            return !await db.LaterAnswers.AnyAsync(stop);
        });
    }
}
