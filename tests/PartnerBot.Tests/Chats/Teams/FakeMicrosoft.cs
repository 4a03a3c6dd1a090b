using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Rest;
using PartnerBot.Chats.Teams;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>
/// Microsoft's side of the wire: an OpenID issuer whose keys the bot checks tokens by, and the service that its answers go to.
/// </summary>
internal sealed class FakeMicrosoft : HttpMessageHandler
{
    public const string AppId = "11111111-2222-4333-8444-555555555555";
    public const string Tenant = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    public const string ServiceUrl = "https://smba.trafficmanager.net/apac/";
    public const string BotToken = "the-bot-s-own-token";
    public const string Issuer = "https://issuer.test";

    private static readonly string[] Algorithms = ["RS256"];

    // The library keeps what it learned of an issuer for the life of the process.
    private readonly string metadata = $"https://login.test/{Guid.NewGuid():N}/openid";
    private readonly ConcurrentQueue<Posted> posted = new();
    private int ids;
    private int clients;

    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = $"key-{Guid.NewGuid():N}" };

    /// <summary>The channels that the key is endorsed for.</summary>
    public IReadOnlyList<string> Endorsements { get; init; } = ["msteams"];

    /// <summary>Whether its metadata can be read.</summary>
    public bool IsReachable { get; init; } = true;

    /// <summary>Whether the bot is registered; else it takes what comes from its own machine.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>How many clients were given the bot's credentials.</summary>
    public int Clients => clients;

    /// <summary>What the bot does to get its token, which can't be had where this throws.</summary>
    public Func<Task> SignIn { get; set; } = () => Task.CompletedTask;

    /// <summary>How the service answers; null is as if all were well.</summary>
    public Func<Posted, CancellationToken, Task<HttpResponseMessage?>> Answer { get; set; } =
        (_, _) => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>Who the people are, as members of chats.</summary>
    public FakeMembers Members { get; } = new();

    /// <summary>All that was sent to the service, in order; who was asked about is not among it.</summary>
    public IReadOnlyList<Posted> Posted => [.. posted];

    /// <summary>The messages among it.</summary>
    public IReadOnlyList<Posted> Messages => [.. posted.Where(one => one.Type is "message")];

    public Dictionary<string, string?> Settings =>
        !IsRegistered
            ? []
            : new(StringComparer.Ordinal)
            {
                ["MicrosoftAppType"] = "SingleTenant",
                ["MicrosoftAppId"] = AppId,
                ["MicrosoftAppPassword"] = "a-client-secret",
                ["MicrosoftAppTenantId"] = Tenant,
                ["ToBotFromChannelOpenIdMetadataUrl"] = metadata,
                ["ToBotFromEmulatorOpenIdMetadataUrl"] = $"{metadata}/emulator",
                ["ToBotFromChannelTokenIssuer"] = Issuer,
                ["ToChannelFromBotLoginUrl"] = "https://login.test/botframework.com",
                ["ToChannelFromBotOAuthScope"] = "https://api.botframework.com",
                ["OAuthUrl"] = "https://api.botframework.com/",
            };

    /// <summary>Takes its place among the bot's services.</summary>
    public void Replace(IServiceCollection services)
    {
        IssueTokens();
        services.AddHttpClient(TeamsServices.Client).ConfigurePrimaryHttpMessageHandler(() => this);
        if (IsRegistered)
        {
            services.Replace(ServiceDescriptor.Singleton<ServiceClientCredentialsFactory>(new Credentials(this)));
        }
    }

    /// <summary>A token as Microsoft signs them for the bot.</summary>
    public string Token(DateTimeOffset now, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AppId,
            NotBefore = now.UtcDateTime.AddMinutes(-5),
            IssuedAt = now.UtcDateTime.AddMinutes(-5),
            Expires = now.UtcDateTime.AddMinutes(30),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["serviceurl"] = ServiceUrl },
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.RequestUri!.Host is "login.test")
        {
            return IsReachable
                ? Metadata(request.RequestUri)
                : throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody is there.");
        }

        if (request.Method == HttpMethod.Get && request.RequestUri.Segments is [.., "members/", var member])
        {
            return await Members.AnswerAsync(Uri.UnescapeDataString(member));
        }

        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var one = new Posted(
            request.Method.Method,
            request.RequestUri,
            request.Headers.Authorization?.Parameter,
            string.IsNullOrEmpty(body) ? null : JsonNode.Parse(body)
        );
        posted.Enqueue(one);
        return await Answer(one, cancellationToken)
            ?? new(HttpStatusCode.Created)
            {
                Content = JsonContent.Create(new { id = $"message-{Interlocked.Increment(ref ids)}" }),
            };
    }

    private HttpResponseMessage Metadata(Uri address)
    {
        if (!address.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal))
        {
            return Json(
                new
                {
                    issuer = Issuer,
                    jwks_uri = $"{metadata}/keys",
                    id_token_signing_alg_values_supported = Algorithms,
                }
            );
        }

        var key = Key.Rsa.ExportParameters(includePrivateParameters: false);
        var jwk = new
        {
            kty = "RSA",
            use = "sig",
            kid = Key.KeyId,
            n = Base64UrlEncoder.Encode(key.Modulus),
            e = Base64UrlEncoder.Encode(key.Exponent),
            endorsements = Endorsements,
        };
        return Json(new { keys = new[] { jwk } });
    }

    private static HttpResponseMessage Json(object value) =>
        new(HttpStatusCode.OK) { Content = JsonContent.Create(value) };

    // The library asks issuers over a client of its own, which nothing can be put in place of but in what it keeps.
    private void IssueTokens()
    {
        var client = new HttpClient(this, disposeHandler: false);
        foreach (var address in new[] { metadata, $"{metadata}/emulator" })
        {
            Kept<OpenIdConnectConfiguration>("_openIdMetadataCache")[address] = new(
                address,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(client)
            );
            var endorsements = new EndorsementsRetriever(client);
            Kept<IDictionary<string, HashSet<string>>>("_endorsementsCache")[address] = new(
                address,
                endorsements,
                endorsements
            );
        }
    }

    private static ConcurrentDictionary<string, ConfigurationManager<T>> Kept<T>(string name)
        where T : class =>
        (ConcurrentDictionary<string, ConfigurationManager<T>>)
            typeof(JwtTokenExtractor).GetField(name, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    // Instead of asking Microsoft's sign-in for the bot's token.
    private sealed class Credentials(FakeMicrosoft microsoft) : ServiceClientCredentialsFactory
    {
        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
            Task.FromResult(appId is AppId);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
            Task.FromResult(false);

        public override Task<ServiceClientCredentials> CreateCredentialsAsync(
            string appId,
            string audience,
            string loginEndpoint,
            bool validateAuthority,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref microsoft.clients);
            return Task.FromResult<ServiceClientCredentials>(new Bearer(microsoft));
        }

        private sealed class Bearer(FakeMicrosoft microsoft) : ServiceClientCredentials
        {
            public override async Task ProcessHttpRequestAsync(
                HttpRequestMessage request,
                CancellationToken cancellationToken
            )
            {
                await microsoft.SignIn();
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BotToken);
            }
        }
    }
}
