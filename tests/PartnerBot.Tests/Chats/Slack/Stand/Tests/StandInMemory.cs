using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand.Tests;

/// <summary>The stand-in in memory, on a clock that stands still, and somebody who calls it.</summary>
public abstract class StandInMemory : IAsyncLifetime
{
    private protected TestClock Clock { get; } = new();

    private protected FakeSlack Slack { get; private set; } = null!;

    private protected HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Slack = await FakeSlack.StartAsync(Clock);
        Client = new(Slack.Handler);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls a method with JSON, or with a form where <paramref name="isForm"/>.</summary>
    private protected async Task<JsonObject> CallAsync(
        string method,
        JsonObject arguments,
        string? token = FakeSlack.BotToken,
        bool isForm = false
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiAddress, method))
        {
            Content = isForm
                ? new FormUrlEncodedContent(
                    arguments.Select(one => KeyValuePair.Create(one.Key, one.Value!.ToString()))
                )
                : JsonContent.Create(arguments),
        };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>Answers at a <c>response_url</c>: the status and what is said.</summary>
    private protected async Task<(int Status, string Said)> RespondAsync(Uri url, JsonObject answer)
    {
        using var response = await Client.PostAsJsonAsync(url, answer, TestContext.Current.CancellationToken);
        var said = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, said);
    }
}
