using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>The golden conversations, word by word, over the API and against the registry with the sample data.</summary>
public sealed class GoldenTests(Product product) : IClassFixture<Product>
{
    private const string EnglishStatus = """
        {
          "topic": "status",
          "timeZone": "Asia/Jakarta",
          "language": "en",
          "text": "Netflix: negotiating, no agreement yet; access closed by us. IndiHome. Access: closed by us (other operators: open). Legal: no agreement yet. Business: no agreement yet. Technical: no agreement yet. Requirements met: 7 of 12. Date: none promised. Promised: the public will be told once it is decided. Latest milestone (date not given in the source): Talks are intensive; no meeting point has been found yet · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF. Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Sample data. Try: timeline Netflix · requirements Netflix · subscribe Netflix.",
          "headline": { "title": "Netflix", "context": "IndiHome", "state": "negotiating: no agreement yet" },
          "paragraphs": [],
          "facts": [
            { "group": "access", "label": "Access", "value": "closed by us", "aside": "other operators: open", "strong": true },
            { "group": "tracks", "label": "Legal", "value": "no agreement yet", "aside": null, "strong": false },
            { "group": "tracks", "label": "Business", "value": "no agreement yet", "aside": null, "strong": false },
            { "group": "tracks", "label": "Technical", "value": "no agreement yet", "aside": null, "strong": false },
            { "group": "tracks", "label": "Requirements met", "value": "7 of 12", "aside": null, "strong": false },
            { "group": "promise", "label": "Date", "value": "none promised", "aside": null, "strong": false },
            { "group": "promise", "label": "Promised", "value": "the public will be told once it is decided", "aside": null, "strong": false }
          ],
          "quote": {
            "label": "Latest milestone (date not given in the source)",
            "text": "Talks are intensive; no meeting point has been found yet",
            "textLanguage": "en",
            "speaker": "Siti Choiriana, Director Consumer Service",
            "wording": "paraphrase",
            "source": "Suara.com via KLIKPOSITIF",
            "link": null,
            "translation": null
          },
          "sections": [],
          "table": null,
          "notes": ["Sample data"],
          "visibility": "internal",
          "freshness": { "asOf": "2026-11-24T07:05:00+00:00", "lastConfirmed": "2026-11-18T07:05:00+00:00", "stale": false },
          "actions": [
            { "topic": "timeline", "label": "Netflix timeline", "ask": "timeline Netflix" },
            { "topic": "requirements", "label": "Requirements", "ask": "requirements Netflix" },
            { "topic": "subscribe", "label": "Notify me", "ask": "subscribe Netflix" }
          ],
          "nextPage": null
        }
        """;

    private const string IndonesianStatus = """
        {
          "topic": "status",
          "timeZone": "Asia/Jakarta",
          "language": "id",
          "text": "Netflix: dalam negosiasi; akses kami tutup. Belum ada kesepakatan. IndiHome. Akses: kami tutup (operator lain: terbuka). Legal: belum ada titik temu. Bisnis: belum ada titik temu. Teknis: belum ada titik temu. Syarat terpenuhi: 7 dari 12. Tanggal: belum ada yang dijanjikan. Dijanjikan: masyarakat akan diberi tahu begitu sudah diputuskan. Perkembangan terakhir (tanggal tidak disebut di sumber): Pembicaraan intensif; titik temu belum ada · Siti Choiriana, Director Consumer Service · parafrasa · Suara.com melalui KLIKPOSITIF. Internal, jangan diteruskan. Per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu. Data contoh. Coba: riwayat Netflix · syarat Netflix · ikuti Netflix.",
          "headline": { "title": "Netflix", "context": "IndiHome", "state": "dalam negosiasi: belum ada kesepakatan" },
          "paragraphs": [],
          "facts": [
            { "group": "access", "label": "Akses", "value": "kami tutup", "aside": "operator lain: terbuka", "strong": true },
            { "group": "tracks", "label": "Legal", "value": "belum ada titik temu", "aside": null, "strong": false },
            { "group": "tracks", "label": "Bisnis", "value": "belum ada titik temu", "aside": null, "strong": false },
            { "group": "tracks", "label": "Teknis", "value": "belum ada titik temu", "aside": null, "strong": false },
            { "group": "tracks", "label": "Syarat terpenuhi", "value": "7 dari 12", "aside": null, "strong": false },
            { "group": "promise", "label": "Tanggal", "value": "belum ada yang dijanjikan", "aside": null, "strong": false },
            { "group": "promise", "label": "Dijanjikan", "value": "masyarakat akan diberi tahu begitu sudah diputuskan", "aside": null, "strong": false }
          ],
          "quote": {
            "label": "Perkembangan terakhir (tanggal tidak disebut di sumber)",
            "text": "Pembicaraan intensif; titik temu belum ada",
            "textLanguage": "id",
            "speaker": "Siti Choiriana, Director Consumer Service",
            "wording": "parafrasa",
            "source": "Suara.com melalui KLIKPOSITIF",
            "link": null,
            "translation": null
          },
          "sections": [],
          "table": null,
          "notes": ["Data contoh"],
          "visibility": "internal",
          "freshness": { "asOf": "2026-11-24T07:05:00+00:00", "lastConfirmed": "2026-11-18T07:05:00+00:00", "stale": false },
          "actions": [
            { "topic": "timeline", "label": "Riwayat Netflix", "ask": "riwayat Netflix" },
            { "topic": "requirements", "label": "Syarat", "ask": "syarat Netflix" },
            { "topic": "subscribe", "label": "Kabari saya", "ask": "ikuti Netflix" }
          ],
          "nextPage": null
        }
        """;

    [Fact]
    public async Task The_question_the_product_exists_for()
    {
        var reply = await product.AskAsync("status netflix");

        reply["message"].ShouldSay(EnglishStatus);
        reply["question"]
            .ShouldSay(
                """
                {
                  "topic": "status",
                  "partners": ["netflix"],
                  "track": null,
                  "filters": { "stage": null, "track": null, "access": null, "notStage": null, "period": null, "all": false, "times": null, "zone": null, "page": null },
                  "focus": null,
                  "language": "en"
                }
                """
            );
    }

    [Fact]
    public async Task The_same_in_Indonesian() =>
        (await product.AskAsync("status netflix", "id"))["message"].ShouldSay(IndonesianStatus);

    [Fact]
    public async Task In_words_in_Indonesian_with_a_typo()
    {
        var message = (await product.AskAsync("udah sampai mana nego sama netflik?"))["message"]!.AsObject();

        const string read = "Saya membaca \"netflik\" sebagai Netflix.";
        var status = JsonNode.Parse(IndonesianStatus)!;
        status["notes"] = new JsonArray(read, "Data contoh");
        status["text"] = ((string)status["text"]!).Replace(
            " Data contoh. Coba: riwayat Netflix · syarat Netflix · ikuti Netflix.",
            $" {read} Data contoh. Coba: riwayat Netflix · syarat Netflix · ikuti Netflix.",
            StringComparison.Ordinal
        );
        message.ShouldSay(status.ToJsonString());
    }

    [Theory]
    [InlineData("status disney", null, "Two partners match \"disney\":", "Try")]
    [InlineData("status disney", "id", "Dua mitra cocok dengan \"disney\":", "Coba")]
    public async Task Several_could_be_meant(string text, string? language, string says, string tryWord)
    {
        var message = (await product.AskAsync(text, language))["message"]!;

        message["paragraphs"].ShouldSay($"[{Json(says)}]");
        message["actions"]
            .ShouldSay(
                """
                [
                  { "topic": "status", "label": "Disney Channel", "ask": "status Disney Channel", "isChoice": true },
                  { "topic": "status", "label": "Disney+ Hotstar", "ask": "status Disney+ Hotstar", "isChoice": true }
                ]
                """
            );
        ((string?)message["text"]).ShouldBe($"{says} {tryWord}: status Disney Channel · status Disney+ Hotstar.");
    }

    [Theory]
    [InlineData(null, "list", "I know no partner called \"blokbuster\". Try `list`, or check the spelling.", "Try")]
    [InlineData(
        "id",
        "daftar",
        "Saya tidak mengenal mitra bernama \"blokbuster\". Coba `daftar`, atau periksa ejaannya.",
        "Coba"
    )]
    public async Task Nobody_could_be_meant(string? language, string list, string says, string tryWord)
    {
        var message = (await product.AskAsync("status blokbuster", language))["message"]!;

        message["paragraphs"].ShouldSay($"[{Json(says)}]");
        message["actions"].ShouldSay($$"""[{ "topic": "list", "label": "{{list}}", "ask": "{{list}}" }]""");
        ((string?)message["text"]).ShouldBe($"{says} {tryWord}: {list}.");
        message["visibility"].ShouldBeNull();
        message["freshness"].ShouldBeNull();
    }

    private static string Json(string text) => JsonValue.Create(text).ToJsonString();
}
