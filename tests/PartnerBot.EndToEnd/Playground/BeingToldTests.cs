using static Microsoft.Playwright.Assertions;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>From the registry to Teams: who asked to be told is, and says that they have seen it.</summary>
public sealed class BeingToldTests(PlaygroundBot house, Chromium chromium) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task A_person_subscribes_is_told_and_acknowledges()
    {
        await using var teams = await house.OpenAsync();
        await house.Bot.PutPartnerAsync("sooka", "Sooka");
        (await teams.AskAsync(teams.Personal, "subscribe sooka")).Lines.ShouldBe([
            "From now on I tell you what changes: Sooka.",
        ]);

        await house.Bot.Registry.PutAsync("/v1/partners/sooka/tracks/legal", new { status = "in-discussion" });

        var told = await teams.NextAsync(teams.Personal);
        told.Lines.ShouldBe(Lines("Sooka", told));
        told.Buttons.ShouldBe(["Acknowledge", "Sooka timeline", "Mute Sooka"]);
        (await teams.SummaryAsync(told))
            .ShouldNotBeNull()
            .ShouldStartWith("Sooka: Legal is now in discussion (was: not started).");

        await teams.PressAsync(told, "Acknowledge");
        (await teams.NextAsync(teams.Personal)).Lines.ShouldBe([
            "You have acknowledged the change of Sooka at 14:05 WIB.",
        ]);
        await house.Bot.PassAsync(TimeSpan.FromSeconds(1));
        (await teams.ChangedAsync(told)).Lines.ShouldContain("Acknowledged by Alex Wilber at 14:05.");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_is_told_and_what_follows_stands_below()
    {
        await using var teams = await house.OpenAsync();
        await house.Bot.PutPartnerAsync("klik", "Klik");
        await teams.AskAsync(TeamsClient.Channel, "subscribe klik here");

        await house.Bot.Registry.PutAsync("/v1/partners/klik/tracks/legal", new { status = "in-discussion" });

        var post = await teams.NextPostAsync(TeamsClient.Channel);
        post.Lines.ShouldBe(Lines("Klik", post));
        post.Buttons.ShouldBe(["Acknowledge", "Klik timeline"]);
    }

    [Fact]
    public async Task On_the_page_it_arrives_by_itself()
    {
        await using var visit = await house.VisitAsync(chromium);
        await house.Bot.PutPartnerAsync("cine", "Cine");
        await visit.AskAsync("subscribe cine");
        await Expect(visit.Card).ToContainTextAsync("Cine");

        await house.Bot.Registry.PutAsync("/v1/partners/cine/tracks/legal", new { status = "in-discussion" });

        await Expect(visit.Card).ToContainTextAsync("Legal is now in discussion");
        await visit.PictureAsync("playground-notice");
    }

    // The clock moves on a little with each partner that is added.
    private static string[] Lines(string partner, Said told) =>
        [
            partner,
            "Legal is now in discussion (was: not started)",
            "Changed at 14:05 WIB on 24 November 2026.",
            "The stage is prospect.",
            "Internal, do not forward",
            told.Lines[^1],
        ];
}
