using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Socket;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// Its place among the bot's services.
internal sealed partial class FakeSlack
{
    /// <summary>With a bot token, over HTTP.</summary>
    public static Dictionary<string, string?> Settings { get; } =
        new(StringComparer.Ordinal)
        {
            ["Slack:SigningSecret"] = SigningSecret,
            ["Slack:BotToken"] = BotToken,
        };

    public void Replace(IServiceCollection services)
    {
        services.AddHttpClient(SlackHttp.Client).ConfigurePrimaryHttpMessageHandler(() => Handler);
        services.AddSingleton<OpenSocket>(ConnectAsync);
    }
}
