using System.Text.Json;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>Buttons of cards in Teams. Each test asks of another partner, since the bot knows what it told Alex.</summary>
public sealed class ButtonTests(PlaygroundBot house) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task A_button_asks_and_the_answer_comes_below()
    {
        await using var teams = await house.OpenAsync();
        var status = await teams.AskAsync(teams.Personal, "status netflix");

        var press = await teams.PressAsync(status, "Netflix timeline");

        press.GetProperty("type").GetString().ShouldBe("application/vnd.microsoft.activity.message");
        press.GetProperty("value").GetString().ShouldBe("My answer is below.");
        (await teams.NextAsync(teams.Personal)).Lines.ShouldBe([
            "Netflix timeline",
            "4 in all",
            "Netflix: milestones, newest first",
            "Date not given in the source",
            "Talks are intensive; no meeting point has been found yet. Hopefully soon.",
            "Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF",
            "Date not given in the source",
            "Partners get no special treatment. The others too came to discuss legal, business and technical matters before joining.",
            "Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF",
            "Date not given in the source",
            "No discrimination. A partner must meet all that existing partners have met, and its content must fit regulation and the state of society.",
            "Arif Prabowo, VP Corporate Communication · paraphrase · Suara.com via KLIKPOSITIF",
            "Date not given in the source",
            "The closed access is not a business trick",
            "Arif Prabowo, VP Corporate Communication · paraphrase · Suara.com via KLIKPOSITIF",
            "Sample data",
            "Internal, do not forward",
            "As of {{TIME(2026-11-24T07:05:00Z)}}, last confirmed 6 days ago",
        ]);
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_client_that_knows_only_Submit_it_does_the_same()
    {
        await using var teams = await house.OpenAsync();
        var status = await teams.AskAsync(teams.Personal, "status hooq");

        await teams.SubmitAsync(status, "HOOQ timeline");

        (await teams.NextAsync(teams.Personal)).Lines[0].ShouldBe("HOOQ timeline");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_takes_the_place_of_the_card_that_offers_it()
    {
        await using var teams = await house.OpenAsync();
        var which = await teams.AskAsync(teams.Personal, "status disney");
        which.Lines.ShouldBe(["Two partners match \"disney\":"]);
        which.Buttons.ShouldBe(["Disney Channel", "Disney+ Hotstar"]);

        var press = await teams.PressAsync(which, "Disney Channel");

        press.GetProperty("type").GetString().ShouldBe(Said.CardType);
        CardWords
            .Of(press.GetProperty("value"))
            .ShouldBe([
                "Disney Channel",
                "IndiHome · prospect",
                "Access: not recorded",
                "Latest milestone: none recorded",
                "Legal: not started",
                "Business: not started",
                "Technical: not started",
                "Requirements met: 0 of 12",
                "Date: none promised",
                "Promised: nothing on record",
                "Nobody has confirmed these facts yet.",
                "Sample data",
                "Internal, do not forward",
                "As of {{TIME(2026-11-24T07:05:00Z)}}",
            ]);
        JsonElement.DeepEquals((await teams.ChangedAsync(which)).Card, press.GetProperty("value")).ShouldBeTrue();
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_shows_the_rest_of_a_long_list()
    {
        await using var teams = await house.OpenAsync();
        var list = await teams.AskAsync(teams.Personal, "list");
        list.Lines.Take(3).ShouldBe(["Partners", "1 to 10 of 14", "Prospect"]);

        await teams.PressAsync(list, "More");

        (await teams.NextAsync(teams.Personal)).Lines.ShouldBe([
            "Partners",
            "11 to 14 of 14",
            "Live",
            "HOOQ · IndiHome · access not recorded · 3 of 3 tracks met",
            "iflix · IndiHome · access not recorded · 3 of 3 tracks met",
            "Suspended",
            "HBO GO · IndiHome · access not recorded · 2 of 3 tracks met",
            "Declined",
            "Genflix · IndiHome · access not recorded · 0 of 3 tracks met",
            "Sample data",
            "Internal, do not forward",
            "As of {{TIME(2026-11-24T07:05:00Z)}}",
        ]);
    }

    [Fact]
    public async Task In_a_group_it_answers_whoever_presses()
    {
        await using var teams = await house.OpenAsync();
        var status = await teams.AskAsync(teams.Group, "status viu");

        // Megan has not asked before, so to her nothing can have changed since.
        await teams.PressAsync(status, "Requirements", TeamsClient.Megan);

        (await teams.NextAsync(teams.Group)).Lines[0].ShouldBe("Viu requirements");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_shared_is_posted_to_all_with_the_name_of_who_shared_it()
    {
        await using var teams = await house.OpenAsync();
        var status = await teams.AskAsync(TeamsClient.Channel, "status wetv");

        var press = await teams.PressAsync(status, "Share here", TeamsClient.Megan);

        press.GetProperty("value").GetString().ShouldBe("Shared.");
        var post = await teams.NextPostAsync(TeamsClient.Channel);
        post.Lines.ShouldBe([
            "Shared by Megan Bowen",
            "WeTV",
            "IndiHome · being evaluated",
            "Access: not recorded",
            "Latest milestone: none recorded",
            "Legal: in discussion",
            "Business: not started",
            "Technical: not started",
            "Requirements met: 0 of 12",
            "Date: none promised",
            "Promised: nothing on record",
            "Nobody has confirmed these facts yet.",
            "Sample data",
            "Internal, do not forward",
            "As of {{TIME(2026-11-24T07:05:00Z)}}",
        ]);
        teams.Unexpected.ShouldBeEmpty();
    }
}
