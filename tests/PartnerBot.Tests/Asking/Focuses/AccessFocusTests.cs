using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Focuses;

public sealed class AccessFocusTests
{
    [Theory]
    [InlineData(
        "en",
        "Netflix, on our network: closed by us since 27 January 2016. Other operators: opened by an authority since 2017. "
            + "Stage: negotiating (no agreement yet). Access doesn't follow from the stage."
    )]
    [InlineData(
        "id",
        "Netflix, di jaringan kami: kami tutup sejak 27 Januari 2016. Operator lain: dibuka pihak berwenang sejak 2017. "
            + "Tahap: dalam negosiasi (belum ada kesepakatan). Akses tidak bisa disimpulkan dari tahap."
    )]
    public async Task Access_says_who_closed_or_opened_it_and_since_when(string language, string says)
    {
        using var house = new House(
            Sample.Netflix with
            {
                Access =
                [
                    new(Network.Own, AccessState.Closed, AccessBy.Us, new(2016, 1, 27)),
                    new(Network.Others, AccessState.Open, AccessBy.Authority, new(2017, null, null)),
                ],
            }
        );

        (await AskAsync(house, language)).Paragraphs.ShouldBe([says]);
    }

    [Fact]
    public async Task Access_says_what_is_not_on_record()
    {
        using var house = new House(Sample.Netflix, Sample.Bare("mola", "Mola"));

        (await AskAsync(house)).Paragraphs.ShouldBe([
            "Netflix, on our network: closed by us (since when is not on record). Other operators: open. "
                + "Stage: negotiating (no agreement yet). Access doesn't follow from the stage.",
        ]);
        (await AskAsync(house, words: "mola")).Paragraphs.ShouldBe([
            "Mola, on our network: not recorded. Other operators: not recorded. Stage: prospect. Access doesn't follow from the stage.",
        ]);
    }

    private static Task<Message> AskAsync(House house, string language = "en", string words = "netflix") =>
        house.AnswerAsync(words, read => read with { Topic = "status", Focus = Focus.Access, Track = null }, language);
}
