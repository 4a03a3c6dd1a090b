using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack;

public sealed class CommandTests
{
    [Fact]
    public async Task A_command_is_answered_privately_in_the_reply_itself()
    {
        await using var host = await SlackHost.StartAsync();

        var answer = await host.AskAsync("status netflix");

        answer["response_type"]!.GetValue<string>().ShouldBe("ephemeral");
        answer["text"]!
            .GetValue<string>()
            .ShouldStartWith("Netflix: negotiating; access closed by us. 1 of 3 tracks met.");
    }
}
