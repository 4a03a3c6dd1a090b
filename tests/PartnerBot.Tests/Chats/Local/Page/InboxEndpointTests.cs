using System.Net;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PartnerBot.Asking;
using PartnerBot.Chats;

namespace PartnerBot.Tests.Chats.Local.Page;

/// <summary>What somebody is told, as it goes to their page.</summary>
public sealed class InboxEndpointTests : IDisposable
{
    private readonly BotHost bot = new(
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

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => bot.Dispose();

    [Fact]
    public async Task What_there_is_comes_at_once_and_the_rest_as_it_comes()
    {
        await SendAsync("dewi", "One");
        await SendAsync("budi", "Other");
        using var response = await GetAsync("/inbox?asker=dewi");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var events = await EventsAsync(response);

        (await NextAsync(events)).ShouldBe("notice 1 One");
        (await NextAsync(events)).ShouldBe("ready  ");
        await SendAsync("dewi", "Two");
        (await NextAsync(events)).ShouldBe("notice 3 Two");
        await Local.UpdateAsync(Person("dewi"), "1", Saying("Corrected"), Cancelled);
        (await NextAsync(events)).ShouldBe("notice 1 Corrected");
    }

    [Theory]
    [InlineData("/inbox?asker=dewi&after=1", null)]
    [InlineData("/inbox?asker=dewi", "1")]
    [InlineData("/inbox?asker=dewi&after=0", "1")]
    public async Task What_the_page_has_is_not_sent_again(string address, string? last)
    {
        await SendAsync("dewi", "One");
        await SendAsync("dewi", "Two");

        using var response = await GetAsync(address, last is null ? default : ("Last-Event-ID", last));

        await using var events = await EventsAsync(response);
        (await NextAsync(events)).ShouldBe("notice 2 Two");
        (await NextAsync(events)).ShouldBe("ready  ");
    }

    [Fact]
    public async Task It_shows_that_it_is_alive_and_ends_with_the_bot()
    {
        using var response = await GetAsync("/inbox?asker=dewi");
        await using var events = await EventsAsync(response);
        (await NextAsync(events)).ShouldBe("ready  ");

        var next = NextAsync(events);
        while (!next.IsCompleted)
        {
            bot.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        (await next).ShouldBe("alive  ");
        bot.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        // The clock went on until the first sign was read: others may be under way.
        while (await events.MoveNextAsync())
        {
            events.Current.EventType.ShouldBe("alive");
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    public async Task Another_page_can_not_read_it(string header, string value) =>
        (await GetAsync("/inbox?asker=dewi", (header, value))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task Nor_can_another_machine_and_in_production_there_is_none()
    {
        bot.CallerAddress = IPAddress.Parse("10.0.0.7");
        (await GetAsync("/inbox")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var production = new BotHost();
        using var client = production.CreateClient();
        (await client.GetAsync("/inbox", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        production.Services.GetServices<IChatPlatform>().ShouldNotContain(platform => platform.Name == "local");
    }

    [Theory]
    [InlineData("/inbox?asker=%20")]
    [InlineData("/inbox?after=x")]
    public async Task A_bad_address_is_refused(string address) =>
        (await GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private IChatPlatform Local =>
        bot.Services.GetServices<IChatPlatform>().Single(platform => platform.Name is "local");

    private static ConversationAddress Person(string name) =>
        new("local", Environment.MachineName, AddressKind.Person, name);

    private static Message Saying(string title) =>
        new()
        {
            Topic = "change",
            Language = "en",
            Text = title,
            Headline = new(title, Context: null, State: null),
        };

    private async Task<Delivery> SendAsync(string name, string title)
    {
        // The schema is there once the bot has started.
        using var started = bot.CreateClient();
        return await Local.SendAsync(Person(name), Saying(title), Cancelled);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, (string Name, string Value) header = default)
    {
        using var client = bot.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (header.Name is not null)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }

    private static async Task<IAsyncEnumerator<SseItem<string>>> EventsAsync(HttpResponseMessage response) =>
        SseParser
            .Create(await response.Content.ReadAsStreamAsync(Cancelled))
            .EnumerateAsync(Cancelled)
            .GetAsyncEnumerator(Cancelled);

    // Its kind, its id and the heading in it.
    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        (await events.MoveNextAsync()).ShouldBeTrue();
        var (kind, data) = (events.Current.EventType, events.Current.Data);
        var title = data.Split("<h3><bdi>") is [_, var rest] ? rest.Split('<')[0] : "";
        return $"{kind} {events.Current.EventId} {title}";
    }
}
