using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>Many partners at once, and what can be asked at all.</summary>
public sealed class OverviewTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task List_shows_ten_in_one_line_each_by_stage_and_offers_more()
    {
        var message = (await product.AskAsync("list"))["message"]!;

        Lines(message)
            .ShouldBe([
                "Partners | 1 to 10 of 14",
                "Prospect",
                "Disney Channel: IndiHome · access not recorded · 0 of 3 tracks met",
                "Mola: IndiHome · access not recorded · 0 of 3 tracks met",
                "Prime Video: IndiHome · access not recorded · 0 of 3 tracks met",
                "Being evaluated",
                "Disney+ Hotstar: IndiHome · access not recorded · 0 of 3 tracks met",
                "Spotify: IndiHome · access not recorded · 0 of 3 tracks met",
                "WeTV: IndiHome · access not recorded · 0 of 3 tracks met",
                "Negotiating",
                "Catchplay+: IndiHome · access not recorded · 2 of 3 tracks met",
                "Netflix: IndiHome · access closed by us · 0 of 3 tracks met",
                "Viu: IndiHome · access not recorded · 2 of 3 tracks met",
                "Agreed",
                "Vidio: IndiHome · access not recorded · 2 of 3 tracks met",
            ]);
        message["actions"].ShouldSay("""[{ "topic": "list", "label": "More", "ask": "list page 2" }]""");
        message["notes"].ShouldSay("""["Sample data"]""");
        ((string?)message["nextPage"]).ShouldBe("2");
        ((string?)message["visibility"]).ShouldBe("internal");
        message["freshness"]
            .ShouldSay("""{ "asOf": "2026-11-24T07:05:00+00:00", "lastConfirmed": null, "stale": false }""");
    }

    [Theory]
    [InlineData("list page 2", "Partners: 11 to 14 of 14", "Live: ", "Suspended: HBO GO: ")]
    [InlineData("daftar halaman 2", "Mitra: 11 sampai 14 dari 14", "Sudah berjalan: ", "Ditangguhkan: HBO GO: ")]
    public async Task More_shows_the_rest_in_the_same_language(string ask, string first, string live, string suspended)
    {
        var message = (await product.AskAsync(ask))["message"]!;

        var text = ((string?)message["text"]).ShouldNotBeNull();
        text.ShouldStartWith($"{first}. {live}HOOQ: IndiHome · ");
        text.ShouldContain($". {suspended}IndiHome · ");
        message["actions"].ShouldSay("[]");
        message["nextPage"].ShouldBeNull();
    }

    [Theory]
    [InlineData(
        "list legal",
        "Partners: 9 in all. Legal not met. Prospect: Disney Channel: ",
        "Disney Channel, Mola, Prime Video, Disney+ Hotstar, Spotify, WeTV, Catchplay+, Netflix, Genflix"
    )]
    [InlineData("list blocked", "Partners: 1 in all. Access closed. Negotiating: Netflix: IndiHome · ", "Netflix")]
    [InlineData("list agreed", "Partners: 1 in all. Agreed. Agreed: Vidio: IndiHome · ", "Vidio")]
    [InlineData("daftar diblokir", "Mitra: 1 seluruhnya. Akses ditutup. Dalam negosiasi: Netflix: ", "Netflix")]
    public async Task A_list_is_narrowed(string ask, string begins, string names)
    {
        var message = (await product.AskAsync(ask))["message"]!;

        ((string?)message["text"]).ShouldNotBeNull().ShouldStartWith(begins);
        string.Join(", ", Sections(message).SelectMany(LinesOf).Select(line => (string?)line["name"])).ShouldBe(names);
    }

    [Fact]
    public async Task What_a_list_offers_to_ask_is_answered()
    {
        foreach (var line in Sections((await product.AskAsync("list"))["message"]!).SelectMany(LinesOf))
        {
            var answer = await product.AskAsync((string)line["ask"]!);

            ((string?)answer["message"]!["headline"]!["title"]).ShouldBe((string?)line["name"]);
        }
    }

    [Theory]
    [InlineData(
        "help",
        "I tell you how far we are with each partner, from the partner registry. Ask in your own words, or like this: "
            + "What you can ask: "
            + "status netflix: how far we are with a partner, and whether it can be reached today. "
            + "list: all partners, by stage; narrow it with a stage, a track or \"blocked\". "
            + "timeline netflix: what has been said and done about a partner, newest first. "
            + "requirements netflix: the checklist, and what of it a partner has met. "
            + "compare netflix hooq iflix: partners side by side, the same rows for each. "
            + "owner netflix: who on our side is in charge of a partner. "
            + "changes: what changed, newest first. "
            + "subscribe netflix: be told when something changes. "
            + "subscriptions: what I tell you of, and when. "
            + "mute netflix 24h: hear nothing of a partner for a while. "
            + "language indonesian: choose the language I answer you in. "
            + "unsubscribe netflix: end a subscription. "
            + "unmute netflix: hear of a muted partner again. "
            + "quiet 20:00-07:00: your quiet hours; what changes meanwhile comes as one message. "
            + "digest daily 08:30: be told of changes once a day or once a week instead of at once. "
            + "acknowledge netflix: say that you have seen what changed. "
            + "deputy: who is told in your place while you are away. "
            + "help list: what I can do; name a topic to hear more of it. "
            + "For more about one of them, ask for example `help list`."
    )]
    [InlineData(
        "bantuan",
        "Saya memberi tahu Anda sudah sampai mana kita dengan setiap mitra, dari registri mitra. "
            + "Tanyakan dengan kata-kata Anda sendiri, atau seperti ini: "
            + "Yang bisa Anda tanyakan: "
            + "status netflix: sudah sampai mana kita dengan suatu mitra, dan apakah layanannya bisa diakses hari ini. "
            + "daftar: semua mitra, menurut tahap; saring dengan tahap, jalur, atau \"diblokir\". "
            + "riwayat netflix: apa yang sudah dikatakan dan dilakukan tentang suatu mitra, terbaru lebih dulu. "
            + "syarat netflix: daftar syarat, dan mana yang sudah dipenuhi suatu mitra. "
            + "bandingkan netflix hooq iflix: beberapa mitra berdampingan, baris yang sama untuk setiap mitra. "
            + "pic netflix: siapa PIC kita untuk suatu mitra. "
            + "perubahan: apa yang berubah, terbaru lebih dulu. "
            + "ikuti netflix: dikabari kalau ada yang berubah. "
            + "langganan: apa yang saya kabarkan kepada Anda, dan kapan. "
            + "senyapkan netflix 24 jam: tidak dikabari tentang suatu mitra untuk sementara. "
            + "bahasa inggris: pilih bahasa jawaban saya kepada Anda. "
            + "berhenti ikuti netflix: akhiri satu langganan. "
            + "aktifkan lagi netflix: dikabari lagi tentang mitra yang disenyapkan. "
            + "jam tenang 20.00-07.00: jam tenang Anda; perubahan selama itu datang sebagai satu pesan. "
            + "ringkasan harian 08.30: dikabari sekali sehari atau sekali seminggu, tidak langsung. "
            + "sudah lihat netflix: katakan bahwa Anda sudah melihat apa yang berubah. "
            + "wakil: siapa yang dikabari menggantikan Anda selama Anda tidak ada. "
            + "bantuan daftar: apa yang bisa saya lakukan; sebut satu topik untuk penjelasannya. "
            + "Untuk penjelasan salah satunya, tanyakan misalnya `bantuan daftar`."
    )]
    public async Task Help_lists_every_topic_with_an_example_that_is_answered(string ask, string text)
    {
        var message = (await product.AskAsync(ask))["message"]!;

        ((string?)message["text"]).ShouldBe(text);
        foreach (var line in Sections(message).SelectMany(LinesOf))
        {
            ((string?)(await product.AskAsync((string)line["ask"]!))["message"]!["topic"]).ShouldNotBe("unknown");
        }
    }

    private static IEnumerable<string> Lines(JsonNode message) =>
        Sections(message)
            .SelectMany(section =>
                LinesOf(section).Select(line => $"{line["name"]}: {line["text"]}").Prepend($"{section["title"]}")
            )
            .Prepend($"{message["headline"]!["title"]} | {message["headline"]!["state"]}");

    private static IEnumerable<JsonNode> Sections(JsonNode message) =>
        message["sections"]!.AsArray().OfType<JsonNode>();

    private static IEnumerable<JsonNode> LinesOf(JsonNode section) => section["lines"]!.AsArray().OfType<JsonNode>();
}
