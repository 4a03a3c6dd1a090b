using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams.Door;

public sealed class BodyTests(Doorway door) : IClassFixture<Doorway>
{
    private const int Largest = 256 * 1024;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_more_than_256_KB_is_too_large(bool chunked)
    {
        var fits = Padded(Largest);

        (await SendAsync(fits, chunked)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync([.. fits, (byte)' '], chunked)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await SendAsync(Padded(5 * 1024 * 1024), chunked)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{\"type\":\"message\"}]")]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("\"message\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"message\"}}")]
    [InlineData("{\"type\":\"message\"} {}")]
    [InlineData("{'type':'message'}")]
    [InlineData("{\"type\":\"message\",}")]
    [InlineData("{\"type\":\"message\"/**/}")]
    [InlineData("{\"type\":null}")]
    [InlineData("{\"type\":\"\"}")]
    [InlineData("type=message")]
    [InlineData("<activity/>")]
    [InlineData("\0")]
    public async Task What_is_no_activity_is_a_bad_request(string body) =>
        (await door.PostAsync(body, door.Bearer())).ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("type", "{}")]
    [InlineData("type", "[\"message\"]")]
    [InlineData("from", "[]")]
    [InlineData("from", "\"Budi\"")]
    [InlineData("recipient", "5")]
    [InlineData("conversation", "\"a chat\"")]
    [InlineData("conversation", "{\"isGroup\":\"perhaps\"}")]
    [InlineData("entities", "\"x\"")]
    [InlineData("entities", "{}")]
    [InlineData("entities", "[null]")]
    [InlineData("entities", "[{\"type\":\"mention\",\"mentioned\":5}]")]
    [InlineData("channelData", "5")]
    [InlineData("channelData", "[]")]
    [InlineData("channelData", "\"data\"")]
    [InlineData("channelData", "{\"tenant\":\"mine\"}")]
    [InlineData("channelData", "{\"team\":[]}")]
    [InlineData("attachments", "{}")]
    [InlineData("membersAdded", "{}")]
    [InlineData("text", "{}")]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("timestamp", "99999999999999999999")]
    [InlineData("serviceUrl", "{}")]
    public async Task A_field_of_another_type_is_a_bad_request(string field, string value)
    {
        var activity = door.Help();
        activity[field] = JsonNode.Parse(value);

        (await door.PostAsync(activity.ToJsonString(), door.Bearer())).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("from", "null")]
    [InlineData("from", "{}")]
    [InlineData("recipient", "null")]
    [InlineData("conversation", "null")]
    [InlineData("conversation", "{}")]
    [InlineData("entities", "[{}]")]
    [InlineData("entities", "[{\"type\":\"mention\"}]")]
    [InlineData("channelData", "null")]
    [InlineData("channelData", "{\"tenant\":null}")]
    [InlineData("attachments", "[null]")]
    [InlineData("text", "null")]
    [InlineData("text", "5")]
    [InlineData("locale", "\"\"")]
    [InlineData("locale", "\"../../etc/passwd\"")]
    [InlineData("localTimezone", "\"../../etc/passwd\"")]
    [InlineData("id", "null")]
    [InlineData("unheardOf", "{\"a\":[1,2,3]}")]
    public async Task A_field_that_says_nothing_is_taken(string field, string value)
    {
        var logged = door.Log.Count;
        var activity = door.Help();
        activity[field] = JsonNode.Parse(value);

        (await door.PostAsync(activity.ToJsonString(), door.Bearer())).ShouldBe(HttpStatusCode.OK);

        door.Log.Skip(logged).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task What_is_nested_a_thousand_times_is_a_bad_request(string opens, string closes)
    {
        var nested =
            string.Concat(Enumerable.Repeat(opens, 1000)) + "1" + string.Concat(Enumerable.Repeat(closes, 1000));
        var body = door.Help().ToJsonString()[..^1] + $",\"value\":{nested}}}";

        (await door.PostAsync(body, door.Bearer())).ShouldBe(HttpStatusCode.BadRequest);
        (await door.PostAsync(nested, door.Bearer())).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Broken_UTF_8_is_a_bad_request()
    {
        var body = Encoding.UTF8.GetBytes(door.Help().ToJsonString());
        var at = body.AsSpan().IndexOf("help"u8);
        foreach (var broken in (byte[])[0x80, 0xC0, 0xE0, 0xED, 0xFF])
        {
            body[at] = broken;
            (await SendAsync(body, chunked: false)).ShouldBe(HttpStatusCode.BadRequest);
        }

        (await SendAsync(Encoding.Unicode.GetBytes(door.Help().ToJsonString()), chunked: false)).ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        var sent = door.Microsoft.Messages.Count;
        var body = Encoding.UTF8.GetBytes(door.Help().ToJsonString());

        (await SendAsync([.. Encoding.UTF8.Preamble, .. body], chunked: false)).ShouldBe(HttpStatusCode.OK);

        door.Microsoft.Messages.Skip(sent).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("help \\ude00\\ud83d")]
    [InlineData("\\u0000")]
    [InlineData("\\uffff\\u202e\\u200b")]
    public async Task Half_a_character_is_answered(string text)
    {
        var sent = door.Microsoft.Messages.Count;
        var body = door.Help().ToJsonString().Replace("\"help\"", $"\"{text}\"", StringComparison.Ordinal);

        (await door.PostAsync(body, door.Bearer())).ShouldBe(HttpStatusCode.OK);

        door.Microsoft.Messages.Skip(sent).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_a_field_named_twice_the_one_that_is_checked_is_the_one_that_is_used()
    {
        var sent = door.Microsoft.Posted.Count;
        var good = door.Help().ToJsonString()[..^1];

        (await door.PostAsync($$"""{{good}},"serviceUrl":"https://evil.test/"}""", door.Bearer())).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await door.PostAsync($$"""{{good}},"SERVICEURL":"https://evil.test/"}""", door.Bearer())).ShouldBe(
            HttpStatusCode.Forbidden
        );

        door.Microsoft.Posted.Count.ShouldBe(sent);
    }

    private async Task<HttpStatusCode> SendAsync(byte[] body, bool chunked)
    {
        using var client = door.Teams.Bot.CreateClient();
        using var content = chunked ? new Chunked(body) : (HttpContent)new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(door.Bearer());
        using var response = await client.PostAsync("/api/messages", content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private byte[] Padded(int length)
    {
        var body = Encoding.UTF8.GetBytes(door.Help().ToJsonString());
        return [.. body, .. Enumerable.Repeat((byte)' ', length - body.Length)];
    }

    /// <summary>A body that doesn't say how long it is.</summary>
    private sealed class Chunked(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var chunk in body.Chunk(10_000))
            {
                await stream.WriteAsync(chunk);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
