using PartnerBot.Chats.Slack;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>What somebody wrote, as they see it.</summary>
public sealed class SlackTextTests
{
    [Theory]
    [InlineData("<@U0BOT> status netflix", "status netflix")]
    [InlineData("status <@U0BOT|partnerbot> netflix", "status   netflix")]
    [InlineData("who is <@U1|budi>?", "who is budi?")]
    [InlineData("who is <@U1>?", "who is ?")]
    [InlineData("<#C1|deals> status", "deals status")]
    [InlineData("<!here> status", "here status")]
    [InlineData("<!subteam^S1|@legal> status", "@legal status")]
    [InlineData("see <https://x.test/a|x.test> and <https://y.test>", "see x.test and https://y.test")]
    [InlineData("R&amp;D &lt;3 &gt; 2", "R&D <3 > 2")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("< <<", "< <<")]
    [InlineData(null, "")]
    public void Marks_become_what_they_show(string? text, string read) => SlackText.Read(text, "U0BOT").ShouldBe(read);

    [Fact]
    public void Who_is_mentioned_is_known_once_each_and_without_the_bot()
    {
        SlackText
            .Mentions("<@U0BOT> ask <@U1|R&amp;D> or <@U2> not <#C1|deals>, <!here> or <@U1>", "U0BOT")
            .ShouldBe([("U1", "R&D"), ("U2", null)]);
        SlackText.Mentions(null, "U0BOT").ShouldBeEmpty();
    }
}
