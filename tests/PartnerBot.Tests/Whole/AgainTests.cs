using System.Net;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>What one person is told who asks again.</summary>
public sealed class AgainTests : IAsyncLifetime
{
    private readonly Product product = new();

    public ValueTask InitializeAsync() => product.InitializeAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task What_an_editor_changed_since_is_told_once()
    {
        await AskAsync("status netflix");
        product.Time.Advance(TimeSpan.FromDays(1));
        await product.Registry.PutAsync("/v1/partners/netflix/tracks/legal", new { status = "met" });
        await product.Registry.PutAsync("/v1/partners/netflix/requirements/billing", new { status = "under-review" });
        product.Time.Advance(TimeSpan.FromSeconds(1));

        Notes(await AskAsync("status netflix"))
            .ShouldBe([
                "Since you last asked (yesterday at 14:05 WIB): Legal: no agreement yet → met; "
                    + "Billing through the customer's bill: not met → under review.",
                "Sample data",
            ]);
        Notes(await AskAsync("status netflix"))
            .ShouldBe(["Nothing has changed since you last asked (today at 14:05 WIB).", "Sample data"]);
    }

    [Fact]
    public async Task It_is_in_the_plain_text_too()
    {
        await AskAsync("status netflix");

        ((string?)(await AskAsync("status netflix"))["message"]!["text"])
            .ShouldNotBeNull()
            .ShouldEndWith(
                "last confirmed 6 days ago. Nothing has changed since you last asked (today at 14:05 WIB). Sample data. "
                    + "Try: timeline Netflix · requirements Netflix · subscribe Netflix."
            );
    }

    [Fact]
    public async Task The_last_partner_of_another_conversation_is_not_meant()
    {
        await AskInAsync("C1", "status netflix");

        (await AskInAsync("C2", "status"))["message"]!["headline"].ShouldBeNull();
        ((string?)(await AskInAsync("C1", "status"))["message"]!["headline"]!["title"]).ShouldBe("Netflix");
    }

    private Task<JsonNode> AskAsync(string text) => product.AskAsync(text, asker: "dewi");

    private async Task<JsonNode> AskInAsync(string conversation, string text)
    {
        var (status, body) = await product.Bot.AskAsync(
            new
            {
                text,
                conversation,
                asker = "dewi",
            },
            BotHost.DelegateKey
        );
        status.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(body.GetRawText())!;
    }

    private static IEnumerable<string?> Notes(JsonNode reply) =>
        reply["message"]!["notes"]!.AsArray().Select(note => (string?)note);
}
