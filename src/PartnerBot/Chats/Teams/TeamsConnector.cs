using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;
using PartnerBot.Chats.Teams.Door;

namespace PartnerBot.Chats.Teams;

/// <summary>Posts to Microsoft's service, and says what became of it. One attempt, of 10 s at most.</summary>
internal sealed class TeamsConnector(HeldConnectors connectors, TimeProvider clock)
{
    private const int LongestCode = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="replyTo">The message that it answers; null where it answers none.</param>
    public Task<Delivery> SendAsync(
        TeamsPlace place,
        Activity activity,
        string? replyTo,
        CancellationToken cancellationToken
    ) =>
        TryAsync(
            place,
            async (conversations, until) =>
            {
                var sent = replyTo is null
                    ? await conversations.SendToConversationAsync(place.Target, From(place, activity), until)
                    : await conversations.ReplyToActivityAsync(place.Target, replyTo, From(place, activity), until);
                return sent?.Id;
            },
            cancellationToken
        );

    public Task<Delivery> UpdateAsync(
        TeamsPlace place,
        string messageId,
        Activity activity,
        CancellationToken cancellationToken
    ) =>
        TryAsync(
            place,
            async (conversations, until) =>
            {
                activity.Id = messageId;
                await conversations.UpdateActivityAsync(place.Target, messageId, From(place, activity), until);
                return messageId;
            },
            cancellationToken
        );

    /// <summary>Opens the personal chat with somebody who has the app; the delivery's message id is the chat's.</summary>
    public Task<Delivery> OpenAsync(TeamsPlace place, string person, CancellationToken cancellationToken) =>
        TryAsync(
            place,
            async (conversations, until) =>
            {
                var chat = new ConversationParameters
                {
                    IsGroup = false,
                    Bot = new(place.Bot),
                    Members = [new(person)],
                    TenantId = place.Tenant,
                    ChannelData = new { tenant = new { id = place.Tenant } },
                };
                return (await conversations.CreateConversationAsync(chat, until))?.Id;
            },
            cancellationToken
        );

    /// <summary>Who somebody in a chat is.</summary>
    /// <returns>Not read where the service doesn't say now; where it never will, there is nobody.</returns>
    public async Task<(bool IsRead, TeamsMember? Member)> MemberAsync(
        TeamsPlace place,
        string person,
        CancellationToken cancellationToken
    )
    {
        TeamsMember? member = null;
        var became = await TryAsync(
            place,
            async (conversations, until) =>
            {
                // The interface lacks it.
                var all = (Conversations)conversations;
                var found = await all.GetConversationMemberAsync(person, place.Conversation, until);
                member = TeamsMember.Of(found);
                return found.Id;
            },
            cancellationToken
        );
        return (became.Outcome is not (DeliveryOutcome.Later or DeliveryOutcome.Unknown), member);
    }

    private static Activity From(TeamsPlace place, Activity activity)
    {
        activity.From = new(place.Bot);
        activity.Conversation = new(id: place.Target);
        activity.ServiceUrl = place.ServiceUrl;
        activity.ChannelId = Channels.Msteams;
        return activity;
    }

    private async Task<Delivery> TryAsync(
        TeamsPlace place,
        Func<IConversations, CancellationToken, Task<string?>> act,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var connector = await connectors.GetAsync(place.ServiceUrl);
            // The library signs in to Microsoft without minding the token.
            var sent = await act(connector.Conversations, until.Token).WaitAsync(until.Token);
            return new(DeliveryOutcome.Sent, sent);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Became(exception);
        }
    }

    private Delivery Became(Exception exception) =>
        exception switch
        {
            ErrorResponseException error => Became(error.Response, error.Body?.Error?.Code),
            HttpOperationException error => Became(error.Response, code: null),
            OperationCanceledException => new(DeliveryOutcome.Unknown, Reason: "timeout"),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => new(DeliveryOutcome.Later, Reason: "connection"),
            HttpRequestException or IOException => new(DeliveryOutcome.Unknown, Reason: "connection"),
            // It was taken, and what came back is not what is documented.
            SerializationException or JsonException => new(DeliveryOutcome.Unknown, Reason: "answer"),
            UnauthorizedAccessException => new(DeliveryOutcome.Refused, Reason: "service"),
            _ => new(DeliveryOutcome.Later, Reason: exception.GetType().Name),
        };

    // Microsoft's rules: 412, 429, 502 and 504 are to be tried again, what is 403 or 404 not before the app is there again.
    private Delivery Became(HttpResponseMessageWrapper? response, string? code)
    {
        var status = response is null ? 0 : (int)response.StatusCode;
        var outcome = status switch
        {
            412 or 429 => DeliveryOutcome.Later,
            403 or 404 => DeliveryOutcome.Unreachable,
            >= 400 and < 500 => DeliveryOutcome.Refused,
            _ => DeliveryOutcome.Unknown,
        };
        var reason = status.ToString(CultureInfo.InvariantCulture);
        return new(outcome, MessageId: null, RetryAfter(response), IsCode(code) ? $"{reason} {code}" : reason);
    }

    // It is logged, and so may be a name and nothing longer.
    private static bool IsCode(string? code) =>
        code is { Length: > 0 and <= LongestCode } && code.All(char.IsAsciiLetterOrDigit);

    private TimeSpan? RetryAfter(HttpResponseMessageWrapper? response)
    {
        var text = response
            ?.Headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault();
        var pause = RetryConditionHeaderValue.TryParse(text, out var after)
            ? after.Delta ?? after.Date - clock.GetUtcNow()
            : null;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
