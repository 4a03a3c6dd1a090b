using System.Net.Http.Headers;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;
using PartnerBot.Chats.Teams.Door;

namespace PartnerBot.Chats.Teams;

/// <summary>Posts to Microsoft's service, and says what became of it. One attempt, of 10 s at most.</summary>
internal sealed class TeamsConnector(HeldConnectors connectors, TeamsPosting posting, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="replyTo">The message that it answers; null where it answers none.</param>
    public Task<Delivery> SendAsync(
        TeamsPlace place,
        Outgoing said,
        string? replyTo,
        CancellationToken cancellationToken
    ) =>
        TryAsync(
            place,
            (connector, until) =>
                posting.PostAsync(
                    connector,
                    HttpMethod.Post,
                    place,
                    replyTo,
                    said.WriteTo(place, messageId: null),
                    until
                ),
            cancellationToken
        );

    public async Task<Delivery> UpdateAsync(
        TeamsPlace place,
        string messageId,
        Outgoing said,
        CancellationToken cancellationToken
    )
    {
        var body = said.WriteTo(place, messageId);
        var updated = await TryAsync(
            place,
            (connector, until) => posting.PostAsync(connector, HttpMethod.Put, place, messageId, body, until),
            cancellationToken
        );
        return updated with { MessageId = updated.Outcome is DeliveryOutcome.Sent ? messageId : null };
    }

    /// <summary>Opens the personal chat with somebody who has the app; the delivery's message id is the chat's.</summary>
    public Task<Delivery> OpenAsync(TeamsPlace place, string person, CancellationToken cancellationToken) =>
        TryAsync(
            place,
            async (connector, until) =>
            {
                var chat = new ConversationParameters
                {
                    IsGroup = false,
                    Bot = new(place.Bot),
                    Members = [new(person)],
                    TenantId = place.Tenant,
                    ChannelData = new { tenant = new { id = place.Tenant } },
                };
                var opened = await connector.Conversations.CreateConversationAsync(chat, until);
                return new(DeliveryOutcome.Sent, opened?.Id);
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
            async (connector, until) =>
            {
                // The interface lacks it.
                var all = (Conversations)connector.Conversations;
                var found = await all.GetConversationMemberAsync(person, place.Conversation, until);
                member = TeamsMember.Of(found);
                return new(DeliveryOutcome.Sent, found.Id);
            },
            cancellationToken
        );
        return (became.Outcome is not (DeliveryOutcome.Later or DeliveryOutcome.Unknown), member);
    }

    private async Task<Delivery> TryAsync(
        TeamsPlace place,
        Func<IConnectorClient, CancellationToken, Task<Delivery>> act,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var connector = await connectors.GetAsync(place.ServiceUrl);
            // The library signs in to Microsoft without minding the token.
            return await act(connector, until.Token).WaitAsync(until.Token);
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
            SerializationException or JsonException or System.Text.Json.JsonException => new(
                DeliveryOutcome.Unknown,
                Reason: "answer"
            ),
            UnauthorizedAccessException => new(DeliveryOutcome.Refused, Reason: "service"),
            _ => new(DeliveryOutcome.Later, Reason: exception.GetType().Name),
        };

    private Delivery Became(HttpResponseMessageWrapper? response, string? code)
    {
        var after = response
            ?.Headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault();
        var pause = RetryConditionHeaderValue.TryParse(after, out var parsed) ? parsed : null;
        return TeamsPosting.Became(response?.StatusCode ?? default, code, pause, clock.GetUtcNow());
    }
}
