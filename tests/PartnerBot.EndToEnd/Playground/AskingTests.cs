namespace PartnerBot.EndToEnd.Playground;

/// <summary>Questions in Teams. Each test asks of another partner, since the bot knows what it told Alex.</summary>
public sealed class AskingTests(PlaygroundBot house) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task In_a_personal_chat_words_alone_ask()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Personal, "status netflix");

        answer.Lines.ShouldBe([]);
        answer.Buttons.ShouldBe(["Netflix timeline", "Requirements"]);
        answer.Text.ShouldBeNull();
        (await teams.SummaryAsync(answer)).ShouldNotBeNull().ShouldStartWith("Netflix: negotiating, no agreement yet; access closed by us.");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_in_Indonesian_is_answered_in_Indonesian()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Personal, "udah sampai mana nego sama hoooq?");

        answer.Lines.ShouldBe([]);
        answer.Buttons.ShouldBe(["Riwayat HOOQ", "Syarat"]);
    }

    [Fact]
    public async Task Words_of_no_language_are_answered_in_that_of_the_client()
    {
        await using var teams = await house.OpenAsync();

        await teams.SendAsync(
            teams.Personal,
            type: null,
            activity =>
            {
                activity["type"] = "message";
                activity["text"] = "iflix";
                activity["locale"] = "id-ID";
            }
        );

        (await teams.NextAsync(teams.Personal)).Buttons.ShouldBe(["Riwayat iflix", "Syarat"]);
    }

    [Fact]
    public async Task In_a_group_chat_the_mention_is_no_part_of_the_question()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Group, "status viu");

        answer.Lines[0].ShouldBe("Viu");
        answer.Lines.ShouldNotContain(line => line.Contains("Test Bot", StringComparison.Ordinal));
        answer.Where.ShouldBe(teams.Group);
    }

    [Fact]
    public async Task In_a_channel_it_is_answered_in_the_thread_that_the_question_begins()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(TeamsClient.Channel, "status vidio");
        var later = await teams.AskAsync(answer.Where, "timeline");
        var other = await teams.AskAsync(TeamsClient.Channel, "status wetv");

        answer.Where.ShouldStartWith($"{TeamsClient.Channel};messageid=");
        answer.IsPost.ShouldBeFalse();
        other.Where.ShouldNotBe(answer.Where);
        later.Lines[0].ShouldBe("Vidio timeline");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_others_read_along_nothing_is_said_without_a_mention()
    {
        await using var teams = await house.OpenAsync();

        await teams.TalkAsync(teams.Group, "status genflix");
        await teams.TalkAsync(TeamsClient.Channel, "status genflix");
        await teams.AskAsync(teams.Group, "status mola");

        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_alone_is_greeted()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Group, "");

        answer.Lines.ShouldBe([]);
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_it_stands()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Personal, "status <b>[x](javascript:alert(1))</b>");

        answer.Lines.ShouldBe([]);
    }
}
