using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>The bot's cards as Microsoft's own renderer draws them in the playground's page.</summary>
public sealed class PlaygroundPageTests(PlaygroundBot house, Chromium chromium) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task A_question_is_typed_its_card_read_and_a_button_pressed()
    {
        await using var visit = await house.VisitAsync(chromium);
        await Expect(visit.Page.GetByText("Hello, I'm PartnerBot.")).ToBeVisibleAsync();

        await visit.AskAsync("status netflix");

        await Expect(visit.Card).ToContainTextAsync("negotiating: no agreement yet");
        await Expect(visit.Card).ToContainTextAsync("closed by us");
        await visit.PictureAsync("playground-status");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Netflix timeline" }).ClickAsync();

        await Expect(visit.Page.GetByText("My answer is below.")).ToBeVisibleAsync();
        await Expect(visit.Card).ToContainTextAsync("Arif Prabowo");
        await visit.PictureAsync("playground-timeline");

        // What was typed is shown as it stands: a link in it is none.
        await visit.AskAsync("status [x](https://example.com)");

        await Expect(visit.Card).ToContainTextAsync("I know no partner called \"x](https://example.com\".");
        (await visit.Card.GetByRole(AriaRole.Link).CountAsync()).ShouldBe(0);
    }
}
