using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class CompareTests
{
    private static readonly Partner Hooq = Sample.Of("hooq", "HOOQ") with
    {
        Stage = Stage.Agreed,
        Tracks = Sample.Tracks(TrackStatus.Met, TrackStatus.Met, TrackStatus.InDiscussion),
        TargetDate = new(2026, 12, 31),
    };

    [Fact]
    public async Task Partners_stand_side_by_side_in_alphabetical_order_with_the_same_rows()
    {
        using var house = new House(Sample.Netflix, Hooq, Sample.Bare("iflix", "iflix"));

        (await house.SayAsync("compare netflix hooq iflix", width: 120)).ShouldBe(
            """
            Compared: HOOQ, iflix, Netflix
            +----------------------------------------------------------------------------------------------------------------------+
            |                           | HOOQ             | iflix         | Netflix                                               |
            |---------------------------+------------------+---------------+-------------------------------------------------------|
            | Programme                 | IndiHome         | not recorded  | IndiHome                                              |
            | Stage                     | agreed           | prospect      | negotiating                                           |
            | Access on our network     | closed by us     | not recorded  | closed by us                                          |
            | Access at other operators | open             | not recorded  | open                                                  |
            | Legal                     | met              | not recorded  | no agreement yet                                      |
            | Business                  | met              | not recorded  | no agreement yet                                      |
            | Technical                 | in discussion    | not recorded  | no agreement yet                                      |
            | Requirements met          | none recorded    | none recorded | 7 of 12                                               |
            | Target date               | 31 December 2026 | none promised | none promised                                         |
            | Latest milestone          | none recorded    | none recorded | Talks are intensive; no meeting point has been found  |
            |                           |                  |               | yet (date not given in the source)                    |
            | Last confirmed            | yesterday        | not recorded  | 6 days ago                                            |
            +----------------------------------------------------------------------------------------------------------------------+
            Internal, do not forward · as of 14:05 WIB
            The rules are the same for all: the same rows for each, in alphabetical order.
            """
        );
    }

    [Fact]
    public async Task In_plain_words_and_on_a_narrow_terminal_each_row_is_a_sentence()
    {
        using var house = new House(Sample.Netflix, Hooq);

        var message = (await house.AskAsync("bandingkan netflix hooq")).Message;

        message.Text.ShouldStartWith(
            "Perbandingan: HOOQ, Netflix. Program: HOOQ IndiHome, Netflix IndiHome. "
                + "Tahap: HOOQ sudah sepakat, Netflix dalam negosiasi. "
        );
        message.Text.ShouldContain(" Legal: HOOQ terpenuhi, Netflix belum ada titik temu. ");
        (await house.SayAsync("compare netflix hooq", width: 30)).ShouldStartWith(
            """
            Compared: HOOQ, Netflix
            Programme: HOOQ IndiHome,
            Netflix IndiHome
            Stage: HOOQ agreed, Netflix
            negotiating
            """
        );
    }

    [Fact]
    public async Task One_partner_is_compared_with_the_one_asked_about_last()
    {
        using var house = new House(Sample.Netflix, Hooq);
        await house.AskAsync("status hooq");

        var message = (await house.AskAsync("compare netflix")).Message;

        message.Table!.Columns.ShouldBe(["HOOQ", "Netflix"]);
        message.Notes[0].ShouldBe("With HOOQ, which you asked about last.");
    }

    [Theory]
    [InlineData("compare netflix", "With which partner shall I compare Netflix? For example: `compare Netflix HOOQ`.")]
    [InlineData(
        "bandingkan netflix",
        "Netflix mau dibandingkan dengan mitra mana? Contohnya: `bandingkan Netflix HOOQ`."
    )]
    public async Task One_partner_alone_asks_for_a_second(string asked, string said)
    {
        using var house = new House(Hooq, Sample.Netflix);
        await house.AskAsync("status netflix");

        var message = (await house.AskAsync(asked)).Message;

        message.Paragraphs.ShouldBe([said]);
        (await house.AskAsync(message.Actions.ShouldHaveSingleItem().Ask)).Message.Table!.Columns.ShouldBe([
            "HOOQ",
            "Netflix",
        ]);
    }

    [Fact]
    public async Task A_second_name_that_is_not_clear_is_asked_about_not_replaced()
    {
        using var house = new House(
            Sample.Netflix,
            Hooq,
            Sample.Of("hotstar", "Disney+ Hotstar"),
            Sample.Of("channel", "Disney Channel")
        );
        await house.AskAsync("status hooq");
        house.Time.Advance(TimeSpan.FromMinutes(1));

        var message = (await house.AskAsync("compare netflix disney")).Message;

        message.Table.ShouldBeNull();
        message.Notes.ShouldBe(["Two partners match \"disney\":"]);
        (await house.AskAsync(message.Actions[^1].Ask)).Message.Table!.Columns.ShouldBe(["Disney Channel", "Netflix"]);
    }

    [Fact]
    public async Task A_partner_asked_about_last_that_may_not_be_seen_any_more_is_not_compared()
    {
        using var house = new House(Sample.Netflix, Hooq);
        await house.AskAsync("status hooq");
        house.Partners[1] = Hooq with { Visibility = Visibility.Restricted };

        var message = (await house.AskAsync("compare netflix")).Message;

        message.Table.ShouldBeNull();
        message.Text.ShouldNotContain("HOOQ", Case.Sensitive);
    }

    [Fact]
    public async Task Of_more_than_eight_the_first_eight_are_compared()
    {
        string[] names = ["Kilo", "Juliett", "India", "Hotel", "Golf", "Foxtrot", "Echo", "Delta", "Charlie"];
        using var house = new House([.. names.Select(name => Sample.Of(name.ToLowerInvariant(), name))]);

        var message = (await house.AskAsync($"compare {string.Join(' ', names)}")).Message;

        message.Table!.Columns.ShouldBe(["Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo"]);
        message.Notes.ShouldContain("Here are the first 8 of the 9 partners you named.");
    }

    [Fact]
    public async Task Partners_of_one_name_are_told_apart()
    {
        using var house = new House(Sample.Of("a-tv", "TV One"), Sample.Of("b-tv", "TV One"));

        (await house.AskAsync("compare a-tv b-tv")).Message.Table!.Columns.ShouldBe(["TV One (a-tv)", "TV One (b-tv)"]);
    }
}
