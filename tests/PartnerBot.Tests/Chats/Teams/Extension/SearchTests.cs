using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Storage;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Extension;

public sealed class SearchTests
{
    private const string Unavailable = "The registry can't be reached right now. Try again in a minute.";

    [Theory]
    [InlineData("en-US", "Netflix: negotiating · access closed by us")]
    [InlineData("id-ID", "Netflix: dalam negosiasi · akses kami tutup")]
    public async Task What_fits_is_offered_in_the_language_of_who_writes(string locale, string line)
    {
        using var composing = new Composing("Netflix", "Vidio");
        (await composing.LinesAsync(composing.Query("netf", locale))).ShouldBe([line]);
    }

    [Fact]
    public async Task The_language_that_they_chose_goes_before_their_client_s()
    {
        using var composing = new Composing("Netflix");
        await composing.Teams.SayAsync("bahasa indonesia");
        (await composing.LinesAsync(composing.Query("netf"))).ShouldBe(["Netflix: dalam negosiasi · akses kami tutup"]);
    }

    [Fact]
    public async Task The_best_match_comes_first()
    {
        using var composing = new Composing("Person", "Radio Son", "Sonora", "Sony", "Vidio");
        var lines = await composing.LinesAsync(composing.Query("SON"));
        lines.Select(line => line.Split(':')[0]).ShouldBe(["Sonora", "Sony", "Radio Son", "Person"]);
    }

    [Fact]
    public async Task Before_anything_is_typed_it_offers_what_was_asked_about_last()
    {
        using var composing = new Composing("Netflix", "Vidio");
        await composing.Teams.SayAsync("status vidio");
        var lines = await composing.LinesAsync(composing.Query("true", parameter: "initialRun"));
        lines.Select(line => line.Split(':')[0]).ShouldBe(["Vidio", "Netflix"]);
    }

    [Fact]
    public async Task What_is_only_looked_for_is_not_remembered_as_asked()
    {
        using var composing = new Composing("Netflix");
        (await composing.LinesAsync(composing.Query("netf"))).ShouldHaveSingleItem();
        var contexts = composing.Teams.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.Told.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        composing.Teams.Microsoft.Posted.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_playground_names_neither_command_nor_parameter()
    {
        using var composing = new Composing("Netflix", "Vidio");
        var query = composing.Query("vid");
        query["value"]!.AsObject().Remove("commandId");
        query["value"]!["parameters"]![0]!.AsObject().Remove("name");
        query["conversation"] = new JsonObject { ["id"] = "user-id-0", ["tenantId"] = FakeMicrosoft.Tenant };
        (await composing.LinesAsync(query)).ShouldBe(["Vidio: negotiating · access closed by us"]);
    }

    [Fact]
    public async Task There_is_one_page_of_at_most_ten()
    {
        using var composing = new Composing([.. Enumerable.Range(10, 20).Select(number => $"Son{number}")]);
        var query = composing.Query("son");
        (await composing.LinesAsync(query)).Count().ShouldBe(10);
        query["value"]!["queryOptions"]!["skip"] = 10;
        (await composing.LinesAsync(query)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restricted_partner_is_as_unknown_as_none()
    {
        using var composing = new Composing("Netflix");
        composing.Put("hidden", "Hidden", "restricted");
        (await composing.SentenceAsync(composing.Query("hidden"))).ShouldBe(
            "I know no partner called \"hidden\". Check the spelling, or type only its first letters."
        );
        (await composing.SentenceAsync(composing.Query("nobody", "id-ID"))).ShouldBe(
            "Saya tidak mengenal mitra bernama \"nobody\". Periksa ejaannya, atau ketik huruf-huruf pertamanya saja."
        );
        (await composing.LinesAsync(composing.Query(""))).Count().ShouldBe(1);
    }

    [Fact]
    public async Task One_that_has_become_restricted_since_the_list_was_read_is_left_out()
    {
        using var composing = new Composing("Sonora", "Sony");
        (await composing.LinesAsync(composing.Query("son"))).Count().ShouldBe(2);
        composing.Put("sony", "Sony", "restricted");
        composing.Teams.Bot.Time.Advance(TimeSpan.FromSeconds(2));
        (await composing.LinesAsync(composing.Query("son"))).ShouldBe(["Sonora: negotiating · access closed by us"]);
    }

    [Fact]
    public async Task What_the_registry_has_not_said_in_400_ms_is_left_out()
    {
        using var composing = new Composing("Sonora", "Sony");
        var slow = composing.KeepSilentAbout("sony");
        var asking = composing.LinesAsync(composing.Query("son"));
        await slow;
        composing.Teams.Bot.Time.Advance(TimeSpan.FromMilliseconds(399));
        asking.IsCompleted.ShouldBeFalse();
        await composing.PassAsync(TimeSpan.FromMilliseconds(1), asking);
        (await asking).ShouldBe(["Sonora: negotiating · access closed by us"]);
    }

    [Fact]
    public async Task Where_it_has_said_nothing_at_all_in_400_ms_that_is_said()
    {
        using var composing = new Composing("Sonora");
        var slow = composing.KeepSilentAbout("sonora");
        var asking = composing.SentenceAsync(composing.Query("son"));
        await slow;
        await composing.PassAsync(TimeSpan.FromMilliseconds(400), asking);
        (await asking).ShouldBe(Unavailable);
    }

    [Theory]
    [InlineData("en-US", Unavailable)]
    [InlineData("id-ID", "Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.")]
    public async Task A_registry_that_was_never_read_is_said_kindly(string locale, string sentence)
    {
        using var composing = new Composing();
        composing.Registry.List = FakeRegistry.Failing(HttpStatusCode.ServiceUnavailable);
        (await composing.SentenceAsync(composing.Query("son", locale))).ShouldBe(sentence);
    }

    [Fact]
    public async Task People_of_other_tenants_are_told_of_no_partner()
    {
        using var composing = new Composing("Netflix");
        var query = composing.Query("netflix");
        query["conversation"]!["tenantId"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
        (await composing.SentenceAsync(query)).ShouldBe(
            "I can't talk about partners here, because people from outside can read along."
        );
    }

    [Theory]
    [InlineData(
        """{"commandId":"others","parameters":[{"name":"partner","value":"net"}]}""",
        HttpStatusCode.NotImplemented
    )]
    [InlineData("\"net\"", HttpStatusCode.BadRequest)]
    public async Task What_is_no_query_of_ours_is_refused(string value, HttpStatusCode refused)
    {
        using var composing = new Composing("Netflix");
        var (status, body) = await composing.Teams.PostAsync(composing.Invoke("query", JsonNode.Parse(value)));
        status.ShouldBe(refused);
        (body?.ToJsonString() ?? "").ShouldNotContain("Netflix");
    }

    [Fact]
    public async Task Names_from_the_registry_are_shown_on_one_line_without_what_would_hide_or_turn_them()
    {
        using var composing = new Composing();
        composing.Put("odd", "<b>Odd</b> \\u202e[x](javascript:y)\\n");
        (await composing.LinesAsync(composing.Query("odd"))).ShouldBe([
            "<b>Odd</b> [x](javascript:y): negotiating · access closed by us",
        ]);
    }

    [Fact]
    public async Task Whatever_is_typed_is_answered_and_shows_no_restricted_partner()
    {
        using var composing = new Composing("Netflix");
        composing.Put("hidden", "Hidden", "restricted");
        string[] odd = ["hidden ", "\u202e", "\0", new('x', 5_000), "<at>", "[x](javascript:y)", "%00", "\ud83c"];
        var typed = Gen.OneOf(
            Gen.String,
            Gen.Int[0, odd.Length - 1].Select(Gen.String, (which, text) => odd[which] + text)
        );
        await typed.SampleAsync(
            async text =>
            {
                var shown = (await composing.AskAsync(composing.Query(text))).ToJsonString();
                shown.ShouldNotContain("Hidden", Case.Sensitive);
                shown.Length.ShouldBeLessThan(20_000);
            },
            iter: 100,
            threads: 1
        );
    }
}
