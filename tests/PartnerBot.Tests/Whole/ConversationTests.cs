using System.Net;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>The golden conversations in the words they have, one after another by one person, as people ask.</summary>
public sealed class ConversationTests : IAsyncLifetime
{
    private const string English = "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago.";
    private const string Indonesian =
        "Internal, jangan diteruskan. Per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu.";
    private const string About = "About Netflix, which you asked about last. Sample data.";
    private const string Tentang = "Tentang Netflix, yang terakhir Anda tanyakan. Data contoh.";

    private readonly Product product = new();

    public ValueTask InitializeAsync() => product.InitializeAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task When_why_may_I_say_so_and_is_it_true()
    {
        (await SayAsync("when will netflix be open?")).ShouldBe(
            "Netflix: no date has been promised. What has been promised: the public will be told once it is decided. "
                + $"{English} Sample data. Try: subscribe Netflix · status Netflix."
        );
        (await SayAsync("why is it stuck?")).ShouldBe(
            "Netflix: negotiating. Not met yet: Legal, Business, Technical. Netflix: what is open: "
                + "Legal: no agreement yet · open requirements: Content fits Indonesian regulation (under review); "
                + "Content fits the state of society (under review); Handling of complaints about content (not met). "
                + "Business: no agreement yet · open requirements: Commercial terms agreed (under review); "
                + "Billing through the customer's bill (not met). "
                + $"Technical: no agreement yet. {English} {About} Try: requirements Netflix."
        );
        (await SayAsync("may I tell customers?")).ShouldBe(
            "Nothing about Netflix may be passed on yet: everything on record is internal. "
                + $"{English} {About} Try: status Netflix · timeline Netflix."
        );
        (await SayAsync("is it true that it's a business tactic?")).ShouldBe(
            "Netflix: this is on record about that. Netflix: what was said: "
                + "Denial (date not given in the source): The closed access is not a business trick"
                + " · Arif Prabowo, VP Corporate Communication · paraphrase · Suara.com via KLIKPOSITIF. "
                + $"{English} {About} Try: timeline Netflix."
        );
    }

    [Fact]
    public async Task The_same_in_Indonesian()
    {
        (await SayAsync("kapan netflix dibuka?")).ShouldBe(
            "Netflix: belum ada tanggal yang dijanjikan. Yang sudah dijanjikan: masyarakat akan diberi tahu begitu sudah diputuskan. "
                + $"{Indonesian} Data contoh. Coba: ikuti Netflix · status Netflix."
        );
        (await SayAsync("kenapa macet?")).ShouldBe(
            "Netflix: dalam negosiasi. Belum terpenuhi: Legal, Bisnis, Teknis. Netflix: yang masih terbuka: "
                + "Legal: belum ada titik temu · syarat yang belum terpenuhi: Konten sesuai regulasi Indonesia (sedang ditinjau); "
                + "Konten sesuai kondisi masyarakat (sedang ditinjau); Penanganan pengaduan tentang konten (belum terpenuhi). "
                + "Bisnis: belum ada titik temu · syarat yang belum terpenuhi: Ketentuan komersial disepakati (sedang ditinjau); "
                + "Penagihan lewat tagihan pelanggan (belum terpenuhi). "
                + $"Teknis: belum ada titik temu. {Indonesian} {Tentang} Coba: syarat Netflix."
        );
        (await SayAsync("boleh disampaikan ke pelanggan?")).ShouldBe(
            "Belum ada tentang Netflix yang boleh disampaikan: semua yang tercatat bersifat internal. "
                + $"{Indonesian} {Tentang} Coba: status Netflix · riwayat Netflix."
        );
        (await SayAsync("apa benr cuma akal-akalan bisnis?")).ShouldBe(
            "Netflix: ini yang tercatat tentang hal itu. Netflix: yang pernah disampaikan: "
                + "Bantahan (tanggal tidak disebut di sumber): Akses yang ditutup bukan akal-akalan bisnis"
                + " · Arif Prabowo, VP Corporate Communication · parafrasa · Suara.com melalui KLIKPOSITIF. "
                + $"{Indonesian} {Tentang} Coba: riwayat Netflix."
        );
    }

    [Theory]
    [InlineData("is it true that it's a business tactic?")]
    [InlineData("apa benar cuma akal-akalan bisnis?")]
    public async Task A_claim_about_nobody_is_not_answered_for_somebody(string words) =>
        (await AskAsync(words))["message"]!["sections"].ShouldSay("[]");

    [Theory]
    [InlineData("what changed this week", "Nothing has changed (since 23 November 2026). As of 14:05 WIB.")]
    [InlineData(
        "apa yang berubah minggu ini?",
        "Tidak ada yang berubah (sejak 23 November 2026). Per pukul 14.05 WIB."
    )]
    [InlineData("changes", "Nothing has changed (last 7 days, since 17 November 2026). As of 14:05 WIB.")]
    [InlineData("perubahan", "Tidak ada yang berubah (7 hari terakhir, sejak 17 November 2026). Per pukul 14.05 WIB.")]
    public async Task A_week_without_changes_is_said(string words, string says) =>
        (await SayAsync(words)).ShouldBe(says);

    [Theory]
    [InlineData(
        "what changed this week",
        "Changes: 2 in all. Since 23 November 2026. Newest first: "
            + "Netflix: New milestone · 14:05 WIB on 24 November 2026 · Terms agreed · quote · Press desk. "
            + "Netflix: Legal is now met (was: no agreement yet) · 14:05 WIB on 24 November 2026. "
            + "Internal, do not forward. As of 14:06 WIB. Sample data.",
        "New milestone · 14:05 WIB on 24 November 2026"
    )]
    [InlineData(
        "apa yang berubah minggu ini?",
        "Perubahan: 2 seluruhnya. Sejak 23 November 2026. Terbaru lebih dulu: "
            + "Netflix: Perkembangan baru · 14.05 WIB tanggal 24 November 2026 · Terms agreed · kutipan · Press desk. "
            + "Netflix: Legal kini terpenuhi (sebelumnya: belum ada titik temu) · 14.05 WIB tanggal 24 November 2026. "
            + "Internal, jangan diteruskan. Per pukul 14.06 WIB. Data contoh.",
        "Perkembangan baru · 14.05 WIB tanggal 24 November 2026"
    )]
    public async Task What_changed_is_one_line_a_change_newest_first(string words, string says, string label)
    {
        await product.Registry.PutAsync("/v1/partners/netflix/tracks/legal", new { status = "met" });
        await product.Registry.PostAsync(
            "/v1/partners/netflix/milestones",
            new
            {
                kind = "decision",
                title = new { original = "en", texts = new { en = "Terms agreed" } },
                wording = "verbatim",
                source = new { publisher = "Press desk" },
            }
        );
        product.Time.Advance(TimeSpan.FromMinutes(1));

        var message = (await AskAsync(words))["message"]!;

        ((string?)message["text"]).ShouldBe(says);
        // Where it is laid out as a quote, what it is and when it came stand above it.
        ((string?)message["sections"]![0]!["lines"]![0]!["quote"]!["label"]).ShouldBe(label);
    }

    [Fact]
    public async Task Asked_again_it_says_that_nothing_has_changed_or_what_did()
    {
        await AskAsync("status netflix hooq");
        await product.Registry.PutAsync("/v1/partners/netflix/tracks/legal", new { status = "met" });
        product.Time.Advance(TimeSpan.FromMinutes(1));

        Notes(await AskAsync("status netflix hooq"))
            .ShouldBe([
                "Netflix, since you last asked (today at 14:05 WIB): Legal: no agreement yet → met.",
                "HOOQ: nothing has changed since you last asked (today at 14:05 WIB).",
                "Sample data",
                "HOOQ: nobody has confirmed these facts yet.",
            ]);
        Notes(await AskAsync("status netflix hooq", "id"))
            .ShouldBe([
                "Netflix, HOOQ: tidak ada yang berubah sejak terakhir Anda bertanya (hari ini pukul 14.06 WIB).",
                "Data contoh",
                "HOOQ: fakta ini belum pernah dikonfirmasi.",
            ]);
    }

    [Fact]
    public async Task Compare_in_Indonesian_has_the_same_rows_in_the_same_order()
    {
        var english = (await AskAsync("compare netflix hooq iflix"))["message"]!;
        var message = (await AskAsync("bandingkan netflix hooq iflix"))["message"]!;

        message["table"]!["columns"].ShouldSay("""["HOOQ", "iflix", "Netflix"]""");
        string.Join(", ", Rows(message).Select(row => (string?)row["label"]))
            .ShouldBe(
                "Program, Tahap, Akses di jaringan kami, Akses di operator lain, Legal, Bisnis, Teknis, "
                    + "Syarat terpenuhi, Tanggal target, Perkembangan terakhir, Terakhir dikonfirmasi"
            );
        Rows(message).Count().ShouldBe(Rows(english).Count());
        ((string?)message["text"])
            .ShouldNotBeNull()
            .ShouldContain(" Legal: HOOQ terpenuhi, iflix terpenuhi, Netflix belum ada titik temu. ");
    }

    [Theory]
    [InlineData(
        "hi",
        "Hello! Ask me how far we are with a partner, for example: Try: status netflix · list · timeline netflix."
    )]
    [InlineData(
        "thanks",
        "You're welcome. Ask me again any time, for example: Try: status netflix · list · timeline netflix."
    )]
    [InlineData(
        "halo",
        "Halo! Tanyakan sudah sampai mana kita dengan suatu mitra, misalnya: Coba: status netflix · daftar · riwayat netflix."
    )]
    [InlineData(
        "terima kasih",
        "Sama-sama. Silakan bertanya lagi kapan saja, misalnya: Coba: status netflix · daftar · riwayat netflix."
    )]
    [InlineData(
        "frobnicate",
        "I didn't understand that. Perhaps one of these? Try: status netflix · list · timeline netflix."
    )]
    public async Task Nobody_meets_silence(string words, string says) => (await SayAsync(words)).ShouldBe(says);

    [Theory]
    [InlineData("status", "Which partner do you mean? For example: `status netflix`. Try: list.")]
    [InlineData("why is it stuck?", "Which partner do you mean? For example: `status netflix`. Try: list.")]
    [InlineData("kenapa macet?", "Mitra mana yang Anda maksud? Contohnya: `status netflix`. Coba: daftar.")]
    public async Task Without_anything_asked_before_it_asks_which_partner(string words, string says) =>
        (await SayAsync(words)).ShouldBe(says);

    [Theory]
    [InlineData("status netflix", "The registry can't be reached; this is what it said at 14:05.")]
    [InlineData("sampai mana netflix?", "Registri tidak dapat dihubungi; ini isinya per pukul 14.05.")]
    [InlineData("when will netflix be open?", "The registry can't be reached; this is what it said at 14:05.")]
    [InlineData("bandingkan netflix hooq", "Registri tidak dapat dihubungi; ini isinya per pukul 14.05.")]
    public async Task A_registry_that_goes_away_in_between_leaves_the_last_known_answer(string words, string note)
    {
        var before = await AskAsync(words);
        await product.Registry.StopAsync();
        product.Time.Advance(TimeSpan.FromMinutes(13));

        var after = await AskAsync(words);

        Notes(after).First().ShouldBe(note);
        // Whether anything has changed since, nobody knows.
        Notes(after).ShouldBe([note, .. Notes(before)]);
        foreach (var field in (string[])["headline", "paragraphs", "facts", "table"])
        {
            after["message"]![field].ShouldSay(before["message"]![field]?.ToJsonString() ?? "null");
        }
    }

    /// <summary>A button says one thing and asks it: pressed, it is read as of that topic, and of that partner.</summary>
    [Theory]
    [InlineData("status netflix")]
    [InlineData("sampai mana netflix?")]
    [InlineData("status disney")]
    [InlineData("status blokbuster")]
    [InlineData("when will netflix be open?")]
    [InlineData("boleh disampaikan ke pelanggan soal netflix?")]
    [InlineData("why is netflix stuck?")]
    [InlineData("requirements catchplay+")]
    [InlineData("riwayat disney+ hotstar")]
    [InlineData("bandingkan hbo go")]
    [InlineData("daftar")]
    [InlineData("language")]
    [InlineData("bantuan syarat")]
    [InlineData("hi")]
    public async Task Every_button_is_read_as_what_it_says(string words)
    {
        var reply = await AskAsync(words);
        var (message, partners) = (reply["message"]!, reply["question"]!["partners"]!.AsArray());
        var buttons = message["actions"]!.AsArray().OfType<JsonNode>().ToList();

        buttons.ShouldNotBeEmpty();
        buttons.Count.ShouldBeLessThanOrEqualTo(4);
        foreach (var button in buttons)
        {
            var read = (await AskAsync((string)button["ask"]!, (string?)message["language"]))["question"]!;

            ((string?)read["topic"]).ShouldBe((string?)button["topic"]);
            if (partners.Count == 1)
            {
                ((string?)read["partners"]![0]).ShouldBe((string?)partners[0]);
            }
        }
    }

    private static IEnumerable<string?> Notes(JsonNode reply) =>
        reply["message"]!["notes"]!.AsArray().Select(note => (string?)note);

    private static IEnumerable<JsonNode> Rows(JsonNode message) =>
        message["table"]!["rows"]!.AsArray().OfType<JsonNode>();

    private async Task<string?> SayAsync(string text) => (string?)(await AskAsync(text))["message"]!["text"];

    private async Task<JsonNode> AskAsync(string text, string? language = null)
    {
        var (status, body) = await product.Bot.AskAsync(
            new
            {
                text,
                language,
                asker = "dewi",
                conversation = "C1",
            },
            BotHost.DelegateKey
        );
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        return JsonNode.Parse(body.GetRawText())!;
    }
}
