using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PartnerBot.EndToEnd;

/// <summary>What the page says when there is no answer, each time with a bot of its own.</summary>
public sealed class ChatTroubleTests(Chromium chromium) : IAsyncLifetime
{
    private const string Gone =
        "The bot does not answer. Check that it is still running, then ask again; your question is still there.";

    private readonly ServedBot bot = new();

    public ValueTask InitializeAsync() => bot.InitializeAsync();

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task A_bot_that_has_gone_is_told_kindly_and_the_question_is_kept()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await bot.StopAsync();

        await visit.AskAsync("status netflix");

        await Expect(visit.Answer).ToContainTextAsync(Gone);
        await Expect(visit.Question).ToHaveValueAsync("status netflix");
        await Expect(visit.Question).ToBeFocusedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Once_it_answers_again_one_press_asks_again()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.Page.RouteAsync("/", route => route.AbortAsync(), new() { Times = 1 });
        await visit.AskAsync("status netflix");
        await Expect(visit.Answer).ToContainTextAsync(Gone);

        await visit.Answer.GetByRole(AriaRole.Button, new() { Name = "Ask again" }).ClickAsync();

        await Expect(visit.Answer.GetByRole(AriaRole.Heading, new() { Name = "Netflix" })).ToBeVisibleAsync();
        await Expect(visit.Question).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_has_been_typed_since_is_not_written_over()
    {
        await using var visit = await chromium.VisitAsync(bot);
        var typed = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            "/",
            async route =>
            {
                await typed.Task;
                await route.AbortAsync();
            }
        );

        await visit.Question.FillAsync("status netflix");
        await visit.Question.PressAsync("Enter");
        await visit.Question.FillAsync("list");
        typed.SetResult();

        await Expect(visit.Answer).ToContainTextAsync(Gone);
        await Expect(visit.Question).ToHaveValueAsync("list");
    }

    [Fact]
    public async Task A_registry_that_was_never_read_is_said_in_its_own_sentence()
    {
        await bot.Registry.StopAsync();
        await using var visit = await chromium.VisitAsync(bot);

        await visit.AskAsync("status netflix");

        await Expect(visit.Answer)
            .ToContainTextAsync("The registry can't be reached right now. Try again in a minute.");
        await Expect(visit.Question).ToHaveValueAsync("status netflix");
    }

    [Theory]
    [InlineData(500, "application/problem+json", "{}")]
    [InlineData(403, "text/plain", "no")]
    public async Task Anything_else_is_said_to_be_in_the_log(int status, string type, string body)
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.Page.RouteAsync(
            "/",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        Status = status,
                        ContentType = type,
                        Body = body,
                    }
                )
        );

        await visit.AskAsync("status netflix");

        await Expect(visit.Answer)
            .ToContainTextAsync(
                "Something went wrong here, and the bot's log says what. Ask again, or in other words; your question is still there."
            );
        await Expect(visit.Question).ToHaveValueAsync("status netflix");
    }
}
