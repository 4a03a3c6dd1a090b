namespace PartnerBot.EndToEnd.Playground;

/// <summary>Questions in a channel, of a bot that nobody else asks: a question without a name is about the last partner.</summary>
public sealed class ThreadTests(PlaygroundBot house) : IClassFixture<PlaygroundBot>
{
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
        later.Lines[0].ShouldBe("Nothing is on record about Vidio yet.");
        teams.Unexpected.ShouldBeEmpty();
    }
}
