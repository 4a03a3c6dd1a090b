using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PartnerBot.Tests.Chats.Teams.Door;

/// <summary>Without an app id: the Agents Playground on the developer's machine in Development, and nobody in Production.</summary>
public sealed class DevelopmentTests : IDisposable
{
    private const string Playground = "http://127.0.0.1:56150/_connector";

    private readonly Doorway door = new(
        new FakeMicrosoft { IsRegistered = false },
        new(StringComparer.Ordinal) { ["environment"] = "Development" }
    );

    public void Dispose() => door.Dispose();

    [Theory]
    [InlineData(Playground)]
    [InlineData("http://localhost:56150/_connector")]
    [InlineData("http://[::1]:56150/_connector")]
    [InlineData("https://smba.trafficmanager.net/apac/")]
    public async Task This_machine_is_answered_and_no_token_goes_out(string service)
    {
        (await SendAsync(service)).ShouldBe(HttpStatusCode.OK);

        var said = door.Microsoft.Messages.ShouldHaveSingleItem();
        said.Address.AbsoluteUri.ShouldStartWith(service);
        said.Token.ShouldBeNull();
    }

    [Theory]
    [InlineData("10.0.0.5", null, null)]
    [InlineData("203.0.113.7", null, null)]
    [InlineData("127.0.0.1", "partnerbot.evil.test", null)]
    [InlineData("127.0.0.1", "10.0.0.5:3978", null)]
    [InlineData("127.0.0.1", null, "https://evil.test")]
    [InlineData("127.0.0.1", null, "null")]
    public async Task Everybody_else_is_turned_away(string caller, string? host, string? origin)
    {
        door.Teams.Bot.CallerAddress = IPAddress.Parse(caller);

        (await SendAsync(Playground, host, origin)).ShouldBe(HttpStatusCode.Forbidden);

        door.Microsoft.Posted.ShouldBeEmpty();
        (await door.StoredAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("http://10.0.0.5:56150/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("https://evil.test/")]
    [InlineData("http://localhost.evil.test/")]
    [InlineData("http://127.0.0.1@evil.test/")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_is_answered_to_another_machine(string service)
    {
        (await SendAsync(service)).ShouldBe(HttpStatusCode.Forbidden);

        door.Microsoft.Posted.ShouldBeEmpty();
        (await door.StoredAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_playground_sees_that_somebody_is_there()
    {
        using var client = door.Teams.Bot.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/messages");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task In_Production_there_is_no_such_route()
    {
        using var production = new Doorway(new FakeMicrosoft { IsRegistered = false });

        (await production.PostAsync(production.Help(Playground).ToJsonString(), authorization: null)).ShouldBe(
            HttpStatusCode.NotFound
        );
        (await production.PostAsync(production.Help().ToJsonString(), production.Bearer())).ShouldBe(
            HttpStatusCode.NotFound
        );
        production.Microsoft.Posted.ShouldBeEmpty();
    }

    private async Task<HttpStatusCode> SendAsync(string service, string? host = null, string? origin = null)
    {
        using var client = door.Teams.Bot.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(
                door.Help(service).ToJsonString(),
                Encoding.UTF8,
                MediaTypeHeaderValue.Parse("application/json")
            ),
        };
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
