using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>What editors do in the registry while people ask.</summary>
public sealed class EditTests : IAsyncLifetime
{
    private readonly Product product = new();

    public ValueTask InitializeAsync() => product.InitializeAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task An_edit_is_in_the_very_next_answer()
    {
        Track(await product.AskAsync("status netflix"), "Legal").ShouldBe("no agreement yet");

        await product.Registry.PutAsync("/v1/partners/netflix/tracks/legal", new { status = "met" });
        product.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await product.AskAsync("status netflix");

        Track(after, "Legal").ShouldBe("met");
        ((string?)after["message"]!["headline"]!["state"]).ShouldBe("negotiating: 1 of 3 tracks met");
        ((string?)after["message"]!["text"])
            .ShouldNotBeNull()
            .ShouldStartWith("Netflix: negotiating; access closed by us. 1 of 3 tracks met. IndiHome. ");
        ((string?)after["message"]!["freshness"]!["asOf"]).ShouldBe("2026-11-24T07:05:01+00:00");
    }

    [Fact]
    public async Task What_was_edited_is_what_changed_newest_first()
    {
        var before = await product.AskAsync("changes");

        await product.Registry.PutAsync(
            "/v1/partners/netflix/tracks/legal",
            new
            {
                status = "met",
                milestone = new
                {
                    kind = "step",
                    title = new
                    {
                        original = "en",
                        texts = new { en = "Legal terms signed", id = "Ketentuan legal ditandatangani" },
                    },
                    visibility = "restricted",
                },
            }
        );
        product.Time.Advance(TimeSpan.FromMinutes(1));
        await product.Registry.PutAsync(
            "/v1/partners/hooq/access",
            new
            {
                network = "own",
                state = "open",
                since = "2026-11",
            }
        );
        await product.Registry.PutAsync("/v1/partners/netflix/requirements/billing", new { status = "under-review" });
        product.Time.Advance(TimeSpan.FromMinutes(1));

        ((string?)before["message"]!["text"])
            .ShouldNotBeNull()
            .ShouldStartWith("Nothing has changed (last 7 days, since 17 November 2026). ");
        (await ChangesAsync("changes")).ShouldBe([
            "Netflix: Requirement \"Billing through the customer's bill\" is now under review (was: not met) · 14:06 WIB on 24 November 2026",
            "HOOQ: Access on our network is now open since November 2026 (was: not recorded) · 14:06 WIB on 24 November 2026",
            "Netflix: Legal is now met (was: no agreement yet) · 14:05 WIB on 24 November 2026",
        ]);
        (await ChangesAsync("perubahan legal")).ShouldBe([
            "Netflix: Legal kini terpenuhi (sebelumnya: belum ada titik temu) · 14.05 WIB tanggal 24 November 2026",
        ]);
    }

    [Fact]
    public async Task A_partner_that_is_newer_than_the_list_is_found()
    {
        await product.AskAsync("list");
        product.Time.Advance(TimeSpan.FromSeconds(5));

        await product.Registry.PutAsync("/v1/partners/example-tv", new { name = "Example TV" });
        var answer = await product.AskAsync("status example tv");

        ((string?)answer["message"]!["headline"]!["title"]).ShouldBe("Example TV");
    }

    [Theory]
    [InlineData("status blokbuster")]
    [InlineData("status blokbustr")]
    [InlineData("blokbuster")]
    [InlineData("status netflix blokbuster")]
    [InlineData("sampai mana blokbuster?")]
    public async Task A_restricted_partner_and_one_that_does_not_exist_get_the_same_reply(string asked)
    {
        var missing = await AskLaterAsync(asked);

        await PutBlokbusterAsync("restricted");
        var restricted = await AskLaterAsync(asked);
        await PutBlokbusterAsync("internal");
        var visible = await AskLaterAsync(asked);

        WithoutTime(restricted).ShouldBe(WithoutTime(missing));
        WithoutTime(visible).ShouldNotBe(WithoutTime(missing));
    }

    [Fact]
    public async Task Two_words_that_name_nobody_the_asker_may_see_differ_in_the_word_alone()
    {
        await PutBlokbusterAsync("restricted");

        var restricted = (await AskLaterAsync("status blokbuster")).ToJsonString();
        var missing = (await AskLaterAsync("status qwertyuiop")).ToJsonString();

        restricted.Replace("blokbuster", "qwertyuiop", StringComparison.Ordinal).ShouldBe(missing);
    }

    [Theory]
    [InlineData("status netflix")]
    [InlineData("status NFLX")]
    [InlineData("status netflik")]
    [InlineData("netflix")]
    [InlineData("status")]
    public async Task A_partner_that_becomes_restricted_is_gone_from_the_very_next_answer(string asked)
    {
        ((string?)(await product.AskAsync("status netflix"))["message"]!["headline"]!["title"]).ShouldBe("Netflix");

        await product.Registry.PutAsync("/v1/partners/netflix", new { visibility = "restricted" });
        product.Time.Advance(TimeSpan.FromSeconds(1));
        var next = await product.AskAsync(asked);

        next.ToJsonString().ShouldNotContain("Netflix", Case.Sensitive);
        WithoutTime(next).ShouldBe(WithoutTime(await AskLaterAsync(asked)));
    }

    private async Task<IEnumerable<string>> ChangesAsync(string text) =>
        (await product.AskAsync(text))["message"]!["sections"]!
            .AsArray()
            .SelectMany(section => section!["lines"]!.AsArray())
            .Select(line => $"{line!["name"]}: {line["text"]}");

    /// <summary>After the bot has read the registry's list anew.</summary>
    private async Task<JsonNode> AskLaterAsync(string text)
    {
        product.Time.Advance(TimeSpan.FromMinutes(3));
        return await product.AskAsync(text);
    }

    private Task PutBlokbusterAsync(string visibility) =>
        product.Registry.PutAsync("/v1/partners/secret", new { name = "Blokbuster", visibility });

    private static string? Track(JsonNode reply, string label) =>
        (string?)reply["message"]!["facts"]!.AsArray().Single(fact => (string?)fact!["label"] == label)!["value"];

    // What is said of when it was read changes with the clock alone.
    private static string WithoutTime(JsonNode reply)
    {
        var message = reply["message"]!;
        message["freshness"]?["asOf"] = "";
        message["text"] = System.Text.RegularExpressions.Regex.Replace(
            (string)message["text"]!,
            @"\d\d\.\d\d|\d\d:\d\d",
            "",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        return reply.ToJsonString();
    }
}
