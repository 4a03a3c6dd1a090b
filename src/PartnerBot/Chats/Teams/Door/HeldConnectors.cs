using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace PartnerBot.Chats.Teams.Door;

/// <summary>
/// One connector client per service, held for good: a new one a turn, as <c>CloudAdapter</c> makes them, learns anew how to
/// write each type, which takes it 8 ms.
/// </summary>
public sealed class HeldConnectors : ConnectorFactory
{
    // More services than Microsoft has are no longer worth holding.
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, Lazy<Task<IConnectorClient>>> held = new(StringComparer.Ordinal);
    private readonly ServiceHosts hosts;
    private readonly ConnectorFactory connectors;
    private readonly string audience;

    internal HeldConnectors(BotFrameworkAuthentication authentication, TeamsSettings settings, ServiceHosts hosts)
    {
        this.hosts = hosts;
        audience = authentication.GetOriginatingAudience();
        connectors = authentication.CreateConnectorFactory(Bot(settings.AppId));
    }

    /// <summary>Who the bot is to its own library.</summary>
    internal static ClaimsIdentity Bot(string? appId) =>
        new([
            new(AuthenticationConstants.AudienceClaim, appId ?? ""),
            new(AuthenticationConstants.AppIdClaim, appId ?? ""),
        ]);

    /// <exception cref="UnauthorizedAccessException">No service is allowed at that address.</exception>
    public Task<IConnectorClient> GetAsync(string serviceUrl)
    {
        if (!hosts.Allow(serviceUrl))
        {
            throw new UnauthorizedAccessException("Nothing is sent to a service that is not on the list.");
        }

        if (held.TryGetValue(serviceUrl, out var one))
        {
            return one.Value;
        }

        if (held.Count >= Most)
        {
            held.Clear();
        }

        return held.GetOrAdd(serviceUrl, url => new(() => HoldAsync(url))).Value;
    }

    public override Task<IConnectorClient> CreateAsync(
        string serviceUrl,
        string audience,
        CancellationToken cancellationToken
    ) => GetAsync(serviceUrl);

    private async Task<IConnectorClient> HoldAsync(string serviceUrl)
    {
        try
        {
            return new Held(await connectors.CreateAsync(serviceUrl, audience, CancellationToken.None));
        }
        catch
        {
            held.TryRemove(serviceUrl, out _);
            throw;
        }
    }

    // A turn disposes what it used.
    private sealed class Held(IConnectorClient client) : IConnectorClient
    {
        public Uri BaseUri
        {
            get => client.BaseUri;
            set => throw new NotSupportedException("A held client keeps its address.");
        }

        public JsonSerializerSettings SerializationSettings => client.SerializationSettings;

        public JsonSerializerSettings DeserializationSettings => client.DeserializationSettings;

        public ServiceClientCredentials Credentials => client.Credentials;

        public IAttachments Attachments => client.Attachments;

        public IConversations Conversations => client.Conversations;

        public void Dispose() { }
    }
}
