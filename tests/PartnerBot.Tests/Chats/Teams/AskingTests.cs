using System.Net;

namespace PartnerBot.Tests.Chats.Teams;

public sealed class AskingTests
{
    [Fact]
    public async Task In_a_personal_chat_a_question_needs_no_prefix()
    {
        using var teams = new TeamsHost();
        var said = await teams.SayAsync("help");
        said.Address.AbsoluteUri.ShouldBe(
            "https://smba.trafficmanager.net/apac/v3/conversations/a%3Ab0000000-0000-4000-8000-000000000001/activities/activity-1"
        );
        said.Token.ShouldBe(FakeMicrosoft.BotToken);
    }
}
