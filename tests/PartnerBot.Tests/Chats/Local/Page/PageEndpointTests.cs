using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Local.Page;

public sealed partial class PageEndpointTests : IDisposable
{
    private const string Refusal =
        "This page is for the machine that it runs on, by its own address, such as http://localhost:3978, and only while there are no ApiKeys.";

    private readonly BotHost bot = Developing();

    public void Dispose() => bot.Dispose();

    [Fact]
    public async Task A_first_visit_shows_two_lines_and_three_examples()
    {
        using var response = await GetAsync("/");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var page = await TextOf(response);
        page.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"en\">");
        page.ShouldContain("<p>Hello. Ask me how far we are with a partner, in your own words.</p>");
        page.ShouldContain("<button type=\"button\" data-ask=\"status netflix\">status netflix</button>");
        Example().Count(page).ShouldBe(3);
    }

    [Theory]
    [InlineData("/", "en", "Automatic")]
    [InlineData("/?language=en", "en", "English")]
    [InlineData("/?language=id", "id", "Bahasa Indonesia")]
    [InlineData("/?language=id-ID", "id", "Bahasa Indonesia")]
    [InlineData("/?language=xx", "en", "Automatic")]
    [InlineData("/?language=%3Cscript%3E", "en", "Automatic")]
    public async Task The_page_speaks_the_language_chosen_and_marks_it(string address, string language, string marked)
    {
        var page = await TextOf(await GetAsync(address));

        page.ShouldContain($"<html lang=\"{language}\">");
        Marked().Match(page).Groups["name"].Value.ShouldBe(marked);
    }

    [Theory]
    [InlineData("Language", "id", "<html lang=\"id\">")]
    [InlineData("Language", "id", ">Otomatis</a>")]
    public async Task Unchosen_it_speaks_the_language_of_the_house(string setting, string value, string says)
    {
        using var indonesian = Developing((setting, value));

        (await TextOf(await GetAsync("/", bot: indonesian))).ShouldContain(says);
    }

    [Fact]
    public async Task An_answer_is_a_card()
    {
        using var response = await PostAsync(new { text = "status netflix" });

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var card = await TextOf(response);
        card.ShouldStartWith("<article class=\"card\" lang=\"en\"><header><h3><bdi>Netflix</bdi></h3>");
        bot.Log.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Asia/Makassar", "15:05 WITA")]
    [InlineData("Europe/London", "07:05 UTC")]
    [InlineData(null, "14:05 WIB")]
    [InlineData("", "14:05 WIB")]
    [InlineData("Middle/Earth", "14:05 WIB")]
    [InlineData("../../etc/passwd", "14:05 WIB")]
    [InlineData("SE Asia Standard Time", "14:05 WIB")]
    [InlineData("a\0b", "14:05 WIB")]
    public async Task Times_are_in_the_zone_of_the_browser_or_else_of_the_house(string? timeZone, string time) =>
        (await TextOf(await PostAsync(new { text = "status netflix", timeZone }))).ShouldContain(time);

    [Fact]
    public async Task Each_asker_has_a_memory_of_its_own()
    {
        (await TextOf(await PostAsync(new { text = "status netflix", asker = "dewi" }))).ShouldContain("Netflix");

        var same = await TextOf(await PostAsync(new { text = "status", asker = " dewi " }));
        var other = await TextOf(await PostAsync(new { text = "status", asker = "budi" }));

        same.ShouldContain("<li>About Netflix, which you asked about last.</li>");
        other.ShouldContain("Which partner do you mean?");
    }

    [Theory]
    [InlineData(4001, HttpStatusCode.BadRequest, "text: It is longer than 4,000 characters; ask more shortly.")]
    [InlineData(300_000, HttpStatusCode.RequestEntityTooLarge, "The body is larger than 256 KB.")]
    public async Task Long_texts_have_an_end(int length, HttpStatusCode status, string says)
    {
        using var response = await PostAsync(new { text = new string('a', length) });

        response.StatusCode.ShouldBe(status);
        (await DetailOf(response)).ShouldBe(says);
    }

    [Fact]
    public async Task A_text_of_4000_characters_is_read() =>
        (await PostAsync(new { text = new string('a', 4000) })).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("", "body: It is not JSON")]
    [InlineData("{}", "text: It is missing or empty")]
    [InlineData("{\"text\":\" \"}", "text: It is missing or empty")]
    [InlineData("{\"text\":\"a\",\"conversation\":\"b\"}", "conversation: There is no such field; there are text")]
    [InlineData("{\"text\":\"a\",\"language\":\"xx\"}", "language: It is not known; put one of en, id")]
    [InlineData("{\"text\":\"a\",\"asker\":\" \"}", "asker: It is empty or longer than 200 characters")]
    [InlineData("{\"text\":\"a\",\"timeZone\":7}", "timeZone: It is not a text")]
    public async Task A_bad_body_is_told_which_field_to_mend(string json, string says)
    {
        using var response = await PostAsync(Json(json));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DetailOf(response)).ShouldStartWith(says);
    }

    [Theory]
    [InlineData(null, "status netflix", "The registry can't be reached right now. Try again in a minute.")]
    [InlineData("id", "status netflix", "Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.")]
    public async Task A_registry_that_can_not_be_reached_is_said_in_one_sentence(
        string? language,
        string text,
        string says
    )
    {
        bot.Registry.List = FakeRegistry.Failing(HttpStatusCode.InternalServerError);

        using var response = await PostAsync(new { text, language });

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await DetailOf(response)).ShouldBe(says);
    }

    [Theory]
    [InlineData("/chat.css", "text/css; charset=utf-8")]
    [InlineData("/chat.js", "text/javascript; charset=utf-8")]
    public async Task Its_files_are_sent_again_only_when_they_have_changed(string file, string type)
    {
        using var first = await GetAsync(file);
        var tag = first.Headers.ETag.ShouldNotBeNull();

        using var second = await GetAsync(file, ("If-None-Match", tag.Tag));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.ToString().ShouldBe(type);
        tag.IsWeak.ShouldBeFalse();
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await TextOf(second)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/chat.css")]
    [InlineData("/chat.js")]
    public async Task Nothing_from_elsewhere_is_let_in(string address)
    {
        using var response = await GetAsync(address);

        Header(response, "Content-Security-Policy")
            .ShouldBe(
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            );
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        Header(response, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(response, "Cache-Control").ShouldBe("no-cache");
    }

    [Fact]
    public async Task In_production_there_is_no_page()
    {
        using var production = new BotHost();

        foreach (var address in (string[])["/", "/chat.css", "/chat.js"])
        {
            (await GetAsync(address, bot: production)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await PostAsync(Json("""{"text":"help"}"""), bot: production)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example:3978")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_can_not_ask(string header, string value) =>
        await ShouldRefuseAsync(await PostAsync(Json("""{"text":"status netflix"}"""), (header, value)));

    [Theory]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Host", "127.0.0.1:3978")]
    public async Task The_page_itself_can(string header, string value) =>
        (await PostAsync(Json("""{"text":"help"}"""), (header, value))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Nor_can_a_form_of_another_page(string type)
    {
        var content = Json("""{"text":"status netflix"}""");
        content.Headers.ContentType = new(type);

        await ShouldRefuseAsync(await PostAsync(content));
    }

    [Fact]
    public async Task It_is_not_shown_under_another_name_or_to_another_machine()
    {
        await ShouldRefuseAsync(await GetAsync("/", ("Host", "evil.example")));

        bot.CallerAddress = IPAddress.Parse("10.0.0.7");
        await ShouldRefuseAsync(await GetAsync("/"));
    }

    [Fact]
    public async Task A_link_from_elsewhere_may_lead_to_it() =>
        (await GetAsync("/", ("Sec-Fetch-Site", "cross-site"))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Where_keys_are_needed_it_is_no_way_around_them()
    {
        using var keyed = Developing(("ApiKeys:0:Name", "wiki"), ("ApiKeys:0:Key", BotHost.AskerKey));

        await ShouldRefuseAsync(await GetAsync("/", bot: keyed));
        await ShouldRefuseAsync(await PostAsync(Json("""{"text":"help"}"""), bot: keyed));
    }

    private static BotHost Developing(params (string Name, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["environment"] = "Development",
            ["ApiKeys:0:Name"] = null,
            ["ApiKeys:0:Key"] = null,
            ["ApiKeys:1:Name"] = null,
            ["ApiKeys:1:Key"] = null,
            ["ApiKeys:1:Role"] = null,
        };
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        return new(settings);
    }

    private Task<HttpResponseMessage> GetAsync(
        string address,
        (string Name, string Value) header = default,
        BotHost? bot = null
    ) => SendAsync(new(HttpMethod.Get, address), header, bot);

    private Task<HttpResponseMessage> PostAsync(object question) => PostAsync(Json(JsonSerializer.Serialize(question)));

    private Task<HttpResponseMessage> PostAsync(
        HttpContent content,
        (string Name, string Value) header = default,
        BotHost? bot = null
    ) => SendAsync(new(HttpMethod.Post, "/") { Content = content }, header, bot);

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        (string Name, string Value) header,
        BotHost? to
    )
    {
        using var client = (to ?? bot).CreateClient();
        if (header.Name is not null)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static Task<string> TextOf(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<string?> DetailOf(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await BotHost.ReadAsync(response)).Body.GetProperty("detail").GetString();
    }

    private async Task ShouldRefuseAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await DetailOf(response)).ShouldBe(Refusal);
        bot.Registry.Asked.ShouldNotContain("/v1/partners/netflix");
    }

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.GetValues(name));

    [GeneratedRegex(
        """<button type="button" data-ask="[^"]+">""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Example();

    [GeneratedRegex(
        """<a [^>]*aria-current="true"[^>]*>(?<name>[^<]+)</a>""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Marked();
}
