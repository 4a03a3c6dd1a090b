using System.Text.Json;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>The message extension: partners found while composing, and links of the registry.</summary>
public sealed class SearchTests(PlaygroundBot house) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task A_partner_is_found_while_its_name_is_typed_and_its_card_put_into_the_message()
    {
        await using var teams = await house.OpenAsync();

        var found = (await teams.SearchAsync(teams.Group, "net")).ShouldHaveSingleItem();

        var preview = found.GetProperty("preview").GetProperty("content");
        preview.GetProperty("title").GetString().ShouldBe("Netflix");
        preview.GetProperty("text").GetString().ShouldBe("negotiating · access closed by us");
        CardWords
            .Of(found.GetProperty("content"))
            .ShouldBe([
                "Netflix",
                "IndiHome · negotiating: no agreement yet",
                "Access: closed by us (other operators: open)",
                "Latest milestone (date not given in the source)",
                "Talks are intensive; no meeting point has been found yet",
                "Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF",
                "Legal: no agreement yet",
                "Business: no agreement yet",
                "Technical: no agreement yet",
                "Requirements met: 7 of 12",
                "Date: none promised",
                "Promised: the public will be told once it is decided",
                "Sample data",
                "Internal, do not forward",
                "As of {{TIME(2026-11-24T07:05:00Z)}}, last confirmed 6 days ago",
            ]);
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_are_offered_in_the_order_of_their_names()
    {
        await using var teams = await house.OpenAsync();

        var found = await teams.SearchAsync(teams.Personal, "disney");

        found
            .Select(one => one.GetProperty("preview").GetProperty("content").GetProperty("title").GetString())
            .ShouldBe(["Disney Channel", "Disney+ Hotstar"]);
    }

    [Fact]
    public async Task A_link_to_a_partner_in_the_registry_becomes_its_card()
    {
        await using var teams = await house.OpenAsync();

        var found = (
            await teams.UnfurlAsync(teams.Group, $"{house.Bot.Registry.Url}/v1/partners/netflix")
        ).ShouldHaveSingleItem();

        CardWords.Of(found.GetProperty("content"))[0].ShouldBe("Netflix");
    }
}
