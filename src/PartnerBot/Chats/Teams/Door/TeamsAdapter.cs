using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace PartnerBot.Chats.Teams.Door;

/// <summary>The Bot Framework's adapter, fed with an activity that was read and bounded here.</summary>
internal sealed class TeamsAdapter(BotFrameworkAuthentication authentication, ILogger log)
    : CloudAdapter(authentication, log)
{
    /// <returns>What an invoke is answered; null for everything else.</returns>
    /// <exception cref="UnauthorizedAccessException">The token is missing or not good.</exception>
    public Task<InvokeResponse?> ProcessAsync(
        Activity activity,
        string? token,
        IBot bot,
        CancellationToken cancellationToken
    ) => ProcessActivityAsync(token ?? "", activity, bot.OnTurnAsync, cancellationToken)!;
}
