using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>
/// Answers at the address that came with a command or a press: for 30 minutes, five times, also where the bot is no member.
/// Source: Slack, "Handling user interaction".
/// </summary>
internal sealed class ResponseUrls(SlackHttp http, SlackSettings settings)
{
    private const string Hooks = "hooks.slack.com";
    private const int Longest = 1000;

    /// <summary>Whether it is Slack's: anything else would be told what is for our people alone.</summary>
    public bool IsSlacks(string? url) =>
        url is { Length: <= Longest }
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && (
            (address.Scheme is "https" && address.IsDefaultPort && address.Host is Hooks)
            || (
                settings.IsElsewhere
                && address.Scheme == settings.Api.Scheme
                && address.Authority.Equals(settings.Api.Authority, StringComparison.OrdinalIgnoreCase)
            )
        );

    public async Task<SlackResult<string>> SayAsync(
        string url,
        ResponseMessage message,
        CancellationToken cancellationToken
    )
    {
        if (!IsSlacks(url))
        {
            return new(Value: null, new(SlackFault.Refused, "response_url_elsewhere"));
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Web.ResponseMessage);
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } },
            },
        };
        return await http.PostAsync(request, cancellationToken);
    }
}
