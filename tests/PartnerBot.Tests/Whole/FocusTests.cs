using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Whole;

/// <summary>"When?", "why?", "may I say so?", "is it true that?", against the registry with the sample data.</summary>
public sealed class FocusTests(Product product) : IClassFixture<Product>
{
    private const string English = "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Sample data.";

    private const string Indonesian =
        "Internal, jangan diteruskan. Per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu. Data contoh.";

    [Theory]
    [InlineData(
        Focus.Date,
        "when will netflix be open?",
        "en",
        "Netflix: no date has been promised. What has been promised: the public will be told once it is decided.",
        "subscribe Netflix · status Netflix"
    )]
    [InlineData(
        Focus.Date,
        "kapan netflix dibuka?",
        "id",
        "Netflix: belum ada tanggal yang dijanjikan. Yang sudah dijanjikan: masyarakat akan diberi tahu begitu sudah diputuskan.",
        "ikuti Netflix · status Netflix"
    )]
    [InlineData(
        Focus.Access,
        "who blocked netflix?",
        "en",
        "Netflix, on our network: closed by us (since when is not on record). Other operators: open. "
            + "Stage: negotiating (no agreement yet). Access doesn't follow from the stage.",
        "status Netflix"
    )]
    [InlineData(
        Focus.Reason,
        "why is netflix stuck?",
        "en",
        "Netflix: negotiating. Not met yet: Legal, Business, Technical. Netflix: what is open: "
            + "Legal: no agreement yet · open requirements: Content fits Indonesian regulation (under review); "
            + "Content fits the state of society (under review); Handling of complaints about content (not met). "
            + "Business: no agreement yet · open requirements: Commercial terms agreed (under review); "
            + "Billing through the customer's bill (not met). "
            + "Technical: no agreement yet.",
        "requirements Netflix"
    )]
    [InlineData(
        Focus.Public,
        "boleh disampaikan ke pelanggan soal netflix?",
        "id",
        "Belum ada tentang Netflix yang boleh disampaikan: semua yang tercatat bersifat internal.",
        "status Netflix · riwayat Netflix"
    )]
    public async Task A_status_of_which_one_thing_is_asked_begins_with_that_thing(
        Focus focus,
        string words,
        string language,
        string says,
        string next
    ) =>
        (await AskAsync(focus, words, language)).Text.ShouldBe(
            $"{says} {(language is "en" ? English : Indonesian)} {(language is "en" ? "Try" : "Coba")}: {next}."
        );

    [Theory]
    [InlineData("is it true that netflix is closed as a business tactic?", "en")]
    [InlineData("apa benar netflix ditutup karena akal-akalan bisnis?", "id")]
    public async Task A_rumour_is_met_with_the_denial_first(string words, string language)
    {
        var message = await AskAsync(Focus.Statement, words, language);

        var first = message.Sections.ShouldHaveSingleItem().Lines[0];
        $"{first.Name}: {first.Text}".ShouldBe(
            language is "en"
                ? "Denial (date not given in the source): The closed access is not a business trick"
                    + " · Arif Prabowo, VP Corporate Communication · paraphrase · Suara.com via KLIKPOSITIF"
                : "Bantahan (tanggal tidak disebut di sumber): Akses yang ditutup bukan akal-akalan bisnis"
                    + " · Arif Prabowo, VP Corporate Communication · parafrasa · Suara.com melalui KLIKPOSITIF"
        );
        message.Text[..60].ShouldContain("Netflix");
        message.Visibility.ShouldBe(Visibility.Internal);
    }

    [Fact]
    public async Task A_rumour_that_nothing_on_record_touches_is_answered_so() =>
        (await AskAsync(Focus.Statement, "is it true that netflix buys a football club?", "en")).Paragraphs.ShouldBe([
            "Netflix: I have no statement on record about that.",
        ]);

    private Task<Message> AskAsync(Focus focus, string words, string language) =>
        product.AnswerAsync(
            words,
            read =>
                read with
                {
                    Topic = "status",
                    Partners = [new("netflix")],
                    Unclear = [],
                    Focus = focus,
                    Track = null,
                },
            language
        );
}
