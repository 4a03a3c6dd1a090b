using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

public sealed class BuiltBotTests
{
    // The clock is the machine's, so the time of day is left open.
    private const string Status = """
        ^Netflix · IndiHome · negotiating: no agreement yet
        Access: closed by us \(other operators: open\)
        Latest milestone \(date not given in the source\): Talks are intensive; no meeting point has been found yet · Siti Choiriana, Director Consumer Service · paraphrase · Suara\.com via KLIKPOSITIF
        Legal: no agreement yet · Business: no agreement yet · Technical: no agreement yet · Requirements met: 7 of 12
        Date: none promised · Promised: the public will be told once it is decided
        Internal, do not forward · as of \d\d:\d\d WIB, last confirmed \d days ago
        Sample data
        Try: timeline Netflix · requirements Netflix · subscribe Netflix
        $
        """;

    [Fact]
    public async Task The_first_question_on_a_new_machine_is_answered_in_plain_lines()
    {
        using var bot = new BuiltBot();

        var (code, output, error) = await bot.RunAsync("ask", "status", "netflix");

        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ReplaceLineEndings("\n").ShouldMatch(Status);
    }

    [Fact]
    public async Task Beside_a_service_ask_works_and_a_second_service_does_not_start()
    {
        using var bot = new BuiltBot();
        await bot.ServeAsync("--urls=http://127.0.0.1:0", "--Registry:EmbeddedPort=0");

        var ask = await bot.RunAsync("ask", "status netflix", "--json");
        var second = await bot.RunAsync("--urls=http://127.0.0.1:0", "--Registry:EmbeddedPort=0");

        ask.Error.ShouldBeEmpty();
        ask.Code.ShouldBe(0);
        ((string?)JsonNode.Parse(ask.Output)!["message"]!["headline"]!["state"]).ShouldBe(
            "negotiating: no agreement yet"
        );
        second.Code.ShouldBe(1);
        second.Error.ShouldBe(
            $"Another PartnerBot already uses {Path.Combine(bot.Folder, "data", "partnerbot.db")}; stop that one, or give this one a file of its own in ConnectionStrings:PartnerBot.{Environment.NewLine}"
        );
        second.Output.ShouldBeEmpty();
    }
}
