using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Http;

public sealed class AskEndpointTests : IDisposable
{
    private readonly BotHost bot = new();

    public void Dispose() => bot.Dispose();

    [Fact]
    public async Task A_question_is_answered()
    {
        var (status, body) = await bot.AskAsync(new { text = "status netflix", language = "en" });

        status.ShouldBe(HttpStatusCode.OK);
        var question = body.GetProperty("question");
        question.GetProperty("topic").GetString().ShouldBe("status");
        question.GetProperty("partners")[0].GetString().ShouldBe("netflix");
        question.GetProperty("language").GetString().ShouldBe("en");
        body.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNull().ShouldStartWith("Netflix");
        bot.Log.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Authorization", "Bearer asker-key-0123456789")]
    [InlineData("Authorization", "bearer asker-key-0123456789")]
    [InlineData("X-Api-Key", "asker-key-0123456789")]
    public async Task A_key_opens_it(string header, string value)
    {
        var (status, _) = await SendAsync("""{"text":"help"}""", (header, value));

        status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Authorization", "Bearer wrong-key-0123456789")]
    [InlineData("Authorization", "Bearer asker-key-012345678")]
    [InlineData("Authorization", "Bearer asker-key-01234567890")]
    [InlineData("Authorization", "Bearer ASKER-KEY-0123456789")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Basic asker-key-0123456789")]
    [InlineData("Authorization", "asker-key-0123456789")]
    [InlineData("X-Api-Key", "")]
    [InlineData("X-Other", "asker-key-0123456789")]
    public async Task Anything_else_does_not(string header, string value)
    {
        var (status, body) = await SendAsync("""{"text":"help"}""", (header, value));

        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.GetProperty("detail")
            .GetString()
            .ShouldBe("A key is needed; send one of ApiKeys as Authorization: Bearer KEY or X-Api-Key: KEY.");
    }

    [Fact]
    public async Task Only_a_delegate_is_believed_when_it_says_who_asks()
    {
        (await bot.AskAsync(new { text = "help", asker = "ayu" }, BotHost.DelegateKey)).Status.ShouldBe(
            HttpStatusCode.OK
        );
        var (status, body) = await bot.AskAsync(new { text = "help", asker = "ayu" });

        status.ShouldBe(HttpStatusCode.Forbidden);
        body.GetProperty("detail")
            .GetString()
            .ShouldBe("This key may not say who asks; leave out asker, or use a key with the role delegate.");
    }

    [Theory]
    [InlineData("", "body", "It is not JSON")]
    [InlineData("{", "body", "It is not JSON")]
    [InlineData("{\"text\":\"a\"} {}", "body", "It is not JSON")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", "body", "names a field twice")]
    [InlineData("null", "body", "It is not a JSON object")]
    [InlineData("[\"text\"]", "body", "It is not a JSON object")]
    [InlineData("{}", "text", "It is missing or empty; put the question there.")]
    [InlineData("{\"text\":null}", "text", "It is missing or empty")]
    [InlineData("{\"text\":\" \\n\"}", "text", "It is missing or empty")]
    [InlineData("{\"text\":7}", "text", "It is not a text; put it in double quotes.")]
    [InlineData("{\"text\":\"\\ud800\"}", "text", "It holds half a character")]
    [InlineData("{\"text\":\"a\",\"lang\":\"id\"}", "lang", "There is no such field; there are text, language")]
    [InlineData("{\"text\":\"a\",\"language\":\"xx\"}", "language", "put one of en, id, or leave it out.")]
    [InlineData("{\"text\":\"a\",\"asker\":\"\"}", "asker", "It is empty or longer than 200 characters")]
    [InlineData("{\"text\":\"a\",\"conversation\":[]}", "conversation", "It is not a text")]
    public async Task A_bad_body_is_told_which_field_to_mend_and_how(string json, string field, string says)
    {
        var (status, body) = await SendAsync(json, ("X-Api-Key", BotHost.DelegateKey));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("errors").GetProperty(field)[0].GetString().ShouldNotBeNull().ShouldContain(says);
        body.GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith($"{field}: ");
        bot.Registry.Asked.Contains("/v1/partners/netflix", StringComparer.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_nested_too_deep_is_refused()
    {
        var deep = $"{{\"text\":{new string('[', 33)}{new string(']', 33)}}}";

        (await SendAsync(deep, ("X-Api-Key", BotHost.AskerKey))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        byte[] body = [.. "{\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        var (status, problem) = await SendAsync(Content(body), ("X-Api-Key", BotHost.AskerKey));

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString().ShouldBe("body: It is not UTF-8; send the JSON encoded in UTF-8.");
    }

    [Theory]
    [InlineData(4000, HttpStatusCode.OK)]
    [InlineData(4001, HttpStatusCode.BadRequest)]
    [InlineData(300_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Long_texts_have_an_end(int length, HttpStatusCode expected) =>
        (await bot.AskAsync(new { text = new string('a', length) })).Status.ShouldBe(expected);

    [Fact]
    public async Task A_long_body_of_unknown_length_has_an_end_too()
    {
        var content = new StreamContent(new OfUnknownLength());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await SendAsync(content, ("X-Api-Key", BotHost.AskerKey))).Status.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
    }

    [Fact]
    public async Task A_body_of_another_kind_is_told_the_right_one()
    {
        var content = new StringContent("text=help", Encoding.UTF8, "application/x-www-form-urlencoded");

        (await SendAsync(content, ("X-Api-Key", BotHost.AskerKey))).Status.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
    }

    [Theory]
    [InlineData("en", "The registry can't be reached right now. Try again in a minute.")]
    [InlineData("id", "Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.")]
    public async Task A_registry_that_can_not_be_reached_is_said_in_the_language_of_the_asker(
        string language,
        string sentence
    )
    {
        bot.Registry.List = FakeRegistry.Failing(HttpStatusCode.InternalServerError);

        var (status, body) = await bot.AskAsync(new { text = "status netflix", language });

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.GetProperty("detail").GetString().ShouldBe(sentence);
    }

    [Fact]
    public async Task A_defect_is_answered_without_details_and_logged_once()
    {
        bot.Registry.Partner = (_, _) => throw new InvalidOperationException("secret");

        var (status, body) = await bot.AskAsync(new { text = "status netflix" });

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ToString().ShouldNotContain("secret");
        bot.Log.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_keys_it_is_shut_in_production()
    {
        using var shut = new BotHost(
            new(StringComparer.Ordinal)
            {
                ["ApiKeys:0:Name"] = null,
                ["ApiKeys:0:Key"] = null,
                ["ApiKeys:1:Name"] = null,
                ["ApiKeys:1:Key"] = null,
                ["ApiKeys:1:Role"] = null,
            }
        );

        (await shut.AskAsync(new { text = "help" }, key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await shut.AskAsync(new { text = "help" }, key: "")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1", "application/json", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:3978", "127.0.0.1", "application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("[::1]:3978", "::1", "application/json", HttpStatusCode.OK)]
    [InlineData("evil.example", "127.0.0.1", "application/json", HttpStatusCode.Unauthorized)]
    [InlineData("localhost.evil.example", "127.0.0.1", "application/json", HttpStatusCode.Unauthorized)]
    [InlineData("localhost", "10.0.0.7", "application/json", HttpStatusCode.Unauthorized)]
    [InlineData("localhost", "127.0.0.1", "text/plain", HttpStatusCode.Unauthorized)]
    [InlineData("localhost", "127.0.0.1", "application/x-www-form-urlencoded", HttpStatusCode.Unauthorized)]
    public async Task Without_keys_a_developer_may_ask_from_the_own_machine(
        string host,
        string from,
        string type,
        HttpStatusCode expected
    )
    {
        using var open = Developing();
        open.CallerAddress = IPAddress.Parse(from);
        var content = new StringContent("""{"text":"help"}""");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        (await SendAsync(open, content, ("Host", host))).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_developer_without_a_key_may_not_say_who_asks()
    {
        using var open = Developing();

        (await open.AskAsync(new { text = "help", asker = "ayu" }, key: null)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private static BotHost Developing() =>
        new(
            new(StringComparer.Ordinal)
            {
                ["environment"] = "Development",
                ["ApiKeys:0:Name"] = null,
                ["ApiKeys:0:Key"] = null,
                ["ApiKeys:1:Name"] = null,
                ["ApiKeys:1:Key"] = null,
                ["ApiKeys:1:Role"] = null,
            }
        );

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string json, (string, string) header) =>
        SendAsync(Content(Encoding.UTF8.GetBytes(json)), header);

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpContent content, (string, string) header) =>
        SendAsync(bot, content, header);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        BotHost to,
        HttpContent content,
        (string Name, string Value) header
    )
    {
        using var client = to.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ask") { Content = content };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await BotHost.ReadAsync(response);
    }

    private static ByteArrayContent Content(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>300 KB that don't say so before.</summary>
    private sealed class OfUnknownLength : ReadOnlyStream
    {
        private int left = 300_000;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = Math.Min(left, buffer.Length);
            buffer.Span[..read].Fill((byte)' ');
            left -= read;
            return ValueTask.FromResult(read);
        }
    }
}
