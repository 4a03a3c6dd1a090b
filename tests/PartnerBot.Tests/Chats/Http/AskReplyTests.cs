using System.Text.Json.Nodes;
using PartnerBot.Chats.Http;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Chats.Http;

public sealed class AskReplyTests
{
    [Fact]
    public async Task The_question_as_it_was_read_and_the_message_as_typed_facts()
    {
        using var house = new House(Sample.Netflix);

        var reply = JsonNode.Parse(AskReply.Of(await house.AskAsync("status netflik legal")).ToJson())!;

        JsonNode
            .DeepEquals(
                reply["question"],
                JsonNode.Parse(
                    """
                    {"topic":"status","partners":["netflix"],"track":"legal",
                     "filters":{"stage":null,"track":null,"access":null,"notStage":null,"period":null,"all":false,"times":null,"zone":null,"page":null},"focus":null,"language":"en"}
                    """
                )
            )
            .ShouldBeTrue(reply["question"]!.ToJsonString());
        var message = reply["message"]!;
        message["topic"]!.GetValue<string>().ShouldBe("status");
        message["visibility"]!.GetValue<string>().ShouldBe("internal");
        message["facts"]![0]!
            .ToJsonString()
            .ShouldBe(
                """{"group":"access","label":"Access","value":"closed by us","aside":"other operators: open","strong":true}"""
            );
        message["freshness"]!["asOf"]!.GetValue<DateTimeOffset>().ShouldBe(Sample.Now);
        message["text"]!
            .GetValue<string>()
            .ShouldStartWith("Netflix: negotiating, no agreement yet; access closed by us.");
        message["nextPage"].ShouldBeNull();
    }
}
