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
        preview.GetProperty("text").GetString().ShouldBe("");
        CardWords.Of(found.GetProperty("content")).ShouldBe([]);
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
