using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PartnerBot.Tests.Whole;

/// <summary>The registry goes away while people ask, or was never there.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private readonly Product product = new();

    public ValueTask InitializeAsync() => product.InitializeAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Theory]
    [InlineData("status netflix", "The registry can't be reached; this is what it said at 14:05.", "As of 14:05 WIB")]
    [InlineData("list", "The registry can't be reached; this is what it said at 14:05.", "As of 14:05 WIB")]
    [InlineData(
        "sampai mana netflix?",
        "Registri tidak dapat dihubungi; ini isinya per pukul 14.05.",
        "Per pukul 14.05 WIB"
    )]
    public async Task A_registry_that_stops_leaves_the_last_known_answer_with_its_time(
        string asked,
        string note,
        string asOf
    )
    {
        var before = (await product.AskAsync(asked))["message"]!;
        await product.FollowsAsync(); // or the list may still be on its way when time passes

        await product.Registry.StopAsync();
        product.Time.Advance(TimeSpan.FromMinutes(13));
        var after = (await product.AskAsync(asked))["message"]!;

        after["notes"]!.AsArray().Select(said => (string?)said).ShouldContain(note);
        ((bool)after["freshness"]!["stale"]!).ShouldBeTrue();
        ((string?)after["freshness"]!["asOf"]).ShouldBe("2026-11-24T07:05:00+00:00");
        ((string?)after["text"]).ShouldNotBeNull().ShouldContain($" {asOf}");
        ((string?)after["text"]).ShouldNotBeNull().ShouldContain($" {note}");
        foreach (var field in (string[])["headline", "facts", "quote", "sections", "visibility"])
        {
            after[field].ShouldSay(before[field]?.ToJsonString() ?? "null");
        }
    }

    [Fact]
    public async Task A_registry_that_stops_is_told_of_once_for_each_question()
    {
        await product.AskAsync("status netflix");
        await product.FollowsAsync();
        await product.Registry.StopAsync();
        product.Time.Advance(TimeSpan.FromSeconds(10));

        await product.AskAsync("status netflix");

        product.Bot.Log.All.ShouldBe([
            "Warning: The registry gave no usable answer about netflix: the connection failed (ConnectionError)",
        ]);
    }

    [Theory]
    [InlineData(null, "status netflix", "The registry can't be reached right now. Try again in a minute.")]
    [InlineData("id", "status netflix", "Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.")]
    [InlineData(
        null,
        "sampai mana negosiasi netflix?",
        "Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi."
    )]
    public async Task A_registry_that_was_never_read_is_said_in_one_plain_sentence(
        string? language,
        string asked,
        string sentence
    )
    {
        await product.Registry.StopAsync();
        using var client = product.Bot.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", BotHost.AskerKey);

        using var response = await client.PostAsJsonAsync(
            "/api/ask",
            new { text = asked, language },
            TestContext.Current.CancellationToken
        );

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = (await BotHost.ReadAsync(response)).Body;
        problem.GetProperty("detail").GetString().ShouldBe(sentence);
        problem.GetProperty("status").GetInt32().ShouldBe(503);
    }

    [Fact]
    public async Task Help_is_given_all_the_same()
    {
        await product.Registry.StopAsync();

        ((string?)(await product.AskAsync("help"))["message"]!["text"])
            .ShouldNotBeNull()
            .ShouldStartWith("I tell you how far we are with each partner");
    }
}
