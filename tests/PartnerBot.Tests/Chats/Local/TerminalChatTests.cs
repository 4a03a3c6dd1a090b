using System.Text.Json.Nodes;
using PartnerBot.Tests.Asking;
using Spectre.Console;

namespace PartnerBot.Tests.Chats.Local;

public sealed class TerminalChatTests
{
    private const string Bare = """
        Mola · no programme recorded · prospect
        Access: not recorded · Latest milestone: none recorded
        Legal: not recorded · Business: not recorded · Technical: not recorded · Requirements met: none recorded
        Date: none promised · Promised: nothing on record
        Internal, do not forward · as of 14:05 WIB
        Nobody has confirmed these facts yet.
        Try: timeline Mola · requirements Mola · subscribe Mola

        """;

    [Fact]
    public async Task One_question_is_answered()
    {
        using var house = new House(Sample.Bare("mola", "Mola"));

        (await AskAsync(house, "status mola")).ShouldBe((0, ""));
        Lines(house.Printed).ShouldBe(Bare);
    }

    [Theory]
    [InlineData(null, "The registry can't be reached right now. Try again in a minute.\n")]
    [InlineData("id", "Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.\n")]
    public async Task A_registry_out_of_reach_is_an_error_in_words(string? language, string said)
    {
        using var house = new House { Down = true };

        (await AskAsync(house, "status mola", language)).ShouldBe((1, said));
        house.Printed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_is_what_the_API_answers_in_one_line_whatever_the_width()
    {
        using var house = new House(Sample.Netflix);

        await AskAsync(house, "status netflix", json: true);

        var reply = JsonNode.Parse(
            house.Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem()
        )!;
        reply["question"]!["topic"]!.GetValue<string>().ShouldBe("status");
        reply["message"]!["headline"]!["title"]!.GetValue<string>().ShouldBe("Netflix");
    }

    [Fact]
    public async Task Questions_are_answered_until_an_empty_line()
    {
        using var house = new House(Sample.Bare("mola", "Mola"));
        using var input = new StringReader("mola\nstatus\n\nmola\n");

        await house.Terminal.RunAsync(input, TestContext.Current.CancellationToken);

        Lines(house.Printed)
            .ShouldBe(
                $"Ask about a partner, or type `help`. An empty line ends.\n> {Bare}> {Bare.Replace("Nobody", "About Mola, which you asked about last.\nNothing has changed since you last asked (today at 14:05 WIB).\nNobody", StringComparison.Ordinal)}> "
            );
    }

    [Theory]
    [InlineData("exit\nmola\n")]
    [InlineData("")]
    public async Task Exit_and_the_end_of_the_input_end_it(string typed)
    {
        using var house = new House(Sample.Bare("mola", "Mola"));
        using var input = new StringReader(typed);

        await house.Terminal.RunAsync(input, TestContext.Current.CancellationToken);

        Lines(house.Printed).ShouldBe("Ask about a partner, or type `help`. An empty line ends.\n> ");
    }

    [Fact]
    public async Task A_registry_out_of_reach_does_not_end_the_conversation()
    {
        using var house = new House { Down = true };
        using var input = new StringReader("mola\nhelp\n");

        await house.Terminal.RunAsync(input, TestContext.Current.CancellationToken);

        house.Printed.ShouldContain(
            "> The registry can't be reached right now. Try again in a minute.\n> I tell you how far"
        );
    }

    [Fact]
    public async Task A_terminal_one_column_wide_still_gets_its_answer()
    {
        using var house = new House(Sample.Of("iqiyi", "爱奇艺"));
        house.Get<IAnsiConsole>().Profile.Width = 1;

        await AskAsync(house, "status 爱奇艺");

        house.Printed.ShouldStartWith("爱\n奇\n艺\n");
    }

    private static async Task<(int Code, string Error)> AskAsync(
        House house,
        string words,
        string? language = null,
        bool json = false
    )
    {
        using var error = new StringWriter();
        var code = await house.Terminal.AskOnceAsync(
            words,
            language,
            json,
            error,
            TestContext.Current.CancellationToken
        );
        return (code, error.ToString());
    }

    private static string Lines(string printed) =>
        string.Join('\n', printed.Split('\n').Select(line => line.TrimEnd('\r')));
}
