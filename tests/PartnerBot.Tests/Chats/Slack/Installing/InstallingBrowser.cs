using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>A browser with cookies of its own, in which somebody installs the app.</summary>
internal sealed class InstallingBrowser(SlackHost host, string address = "https://bot.test") : IDisposable
{
    private readonly HttpClient client = host.Bot.CreateClient(
        new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new(address) }
    );

    public string? Languages { get; init; }

    /// <summary>What a bot that such workspaces install is set up with.</summary>
    public static Dictionary<string, string?> Settings(params IReadOnlyList<string> allowed)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal)
        {
            ["Slack:BotToken"] = null,
            ["Slack:ClientId"] = FakeSlack.ClientId,
            ["Slack:ClientSecret"] = FakeSlack.ClientSecret,
        };
        for (var number = 0; number < allowed.Count; number++)
        {
            settings[$"Slack:AllowedWorkspaces:{number}"] = allowed[number];
        }

        return settings;
    }

    public async Task<HttpResponseMessage> GetAsync(string path) =>
        await GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>Where Slack asks for consent.</summary>
    public async Task<Uri> BeginAsync()
    {
        using var response = await GetAsync("/slack/install");
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return response.Headers.Location!;
    }

    /// <summary>The page that an installation ends with.</summary>
    public async Task<InstallingPage> EndAsync(Uri back)
    {
        using var response = await GetAsync(back);
        return new(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.ToDictionary(one => one.Key, one => string.Join(", ", one.Value), StringComparer.Ordinal)
        );
    }

    /// <summary>The whole way, with consent.</summary>
    public async Task<InstallingPage> InstallAsync(Workspace team) =>
        await EndAsync(host.Slack.OAuth.Allow(await BeginAsync(), team));

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> GetAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (Languages is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", Languages);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

/// <summary>A page as it came.</summary>
internal sealed record InstallingPage(HttpStatusCode Status, string Html, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Its one sentence or two, as they are read.</summary>
    public string Said => WebUtility.HtmlDecode(Html.Split("<p>")[1].Split("</p>")[0]);
}
