using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Http;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Teams;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerRegistry;
using PartnerRegistry.Webhooks;

namespace PartnerBot;

/// <summary>Everything an operator can set, checked as a whole before anything starts.</summary>
public sealed record Settings(
    RegistrySettings Registry,
    DatabaseSettings Database,
    Locale Locale,
    IReadOnlyList<ApiKey> ApiKeys,
    TeamsSettings? Teams,
    SlackSettings? Slack,
    DeliverySettings Delivery,
    IReadOnlyList<string> Admins
)
{
    /// <exception cref="StartException">A setting is missing, half or malformed.</exception>
    public static Settings Read(IConfiguration configuration, IHostEnvironment environment) =>
        new(
            RegistrySettings.Read(configuration, environment),
            DatabaseSettings.Read(configuration, environment.ContentRootPath, PartnerBotDb.Owner),
            ReadLocale(configuration),
            ApiKey.ReadAll(configuration.GetSection("ApiKeys"), AskCaller.AskerRole, AskCaller.DelegateRole),
            TeamsSettings.Read(configuration, environment),
            SlackSettings.Read(configuration),
            DeliverySettings.Read(configuration),
            ReadAdmins(configuration)
        );

    // Each by itself (Admins:0), or all in one, separated by commas.
    private static string[] ReadAdmins(IConfiguration configuration)
    {
        string[] admins =
        [
            .. configuration
                .GetSection("Admins")
                .AsEnumerable()
                .SelectMany(setting => (setting.Value ?? "").Split(','))
                .Select(email => email.Trim().ToLowerInvariant())
                .Where(email => email.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
        return admins.FirstOrDefault(email => email.Split('@') is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong
            ? throw new StartException($"Admins holds \"{wrong}\", which is no e-mail address; put addresses there.")
            : admins;
    }

    private static Locale ReadLocale(IConfiguration configuration)
    {
        var language = configuration["Language"] is { Length: > 0 } set ? set : "en";
        var known = Phrasebook.EmbeddedCodes();
        if (!known.Contains(language, StringComparer.Ordinal))
        {
            throw new StartException(
                $"Language is \"{language}\", which is not known; put one of {string.Join(", ", known)}."
            );
        }

        var zone = configuration["TimeZone"] is { Length: > 0 } name ? name : "Asia/Jakarta";
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? new(language, found)
            : throw new StartException(
                $"TimeZone is \"{zone}\", which is not known here; put an IANA name such as Asia/Jakarta."
            );
    }
}

/// <summary>Where the registry is. <see cref="BaseUrl"/> is null exactly when it is <see cref="Embedded"/>.</summary>
/// <param name="EmbeddedPort">The loopback port of an embedded registry; 0 takes a free one.</param>
public sealed record RegistrySettings(Uri? BaseUrl, string? ApiKey, bool Embedded, int EmbeddedPort)
{
    private const string Secrets = "Registry:WebhookSecrets";
    private const int MostSecrets = 2;

    /// <summary>The keys by which the registry's doorbell is known, two while they are changed; none where it doesn't ring.</summary>
    public IReadOnlyList<byte[]> DoorbellKeys { get; init; } = [];

    /// <summary>Keys of an embedded registry, whose <c>ApiKeys</c> they become.</summary>
    public const string EmbeddedKeys = "Registry:Keys";

    public static RegistrySettings Read(IConfiguration configuration, IHostEnvironment environment) =>
        ReadAddress(configuration, environment) with
        {
            DoorbellKeys = ReadSecrets(configuration),
        };

    private static byte[][] ReadSecrets(IConfiguration configuration)
    {
        string[] secrets =
        [
            .. configuration
                .GetSection(Secrets)
                .AsEnumerable()
                .Select(setting => setting.Value)
                .Where(value => !string.IsNullOrEmpty(value))
                .OfType<string>(),
        ];
        return secrets.Length == 0 ? []
            : secrets.Length > MostSecrets
                ? throw new StartException(
                    $"{Secrets} holds more than {MostSecrets} secrets; keep the one in use, and the next while it is changed."
                )
            : Array.ConvertAll(
                secrets,
                secret =>
                    StandardWebhooks.KeyOf(secret)
                    ?? throw new StartException(
                        $"{Secrets} holds something that is no Standard Webhooks secret; put whsec_ and base64 of 24 to 64 bytes there, as POST /v1/webhooks of the registry gives it."
                    )
            );
    }

    private static RegistrySettings ReadAddress(IConfiguration configuration, IHostEnvironment environment)
    {
        var baseUrl = configuration["Registry:BaseUrl"] is { Length: > 0 } url ? url : null;
        var key = configuration["Registry:ApiKey"] is { Length: > 0 } set ? set : null;
        var embedded = Flag(configuration, "Registry:Embedded");
        if (baseUrl is not null && embedded == true)
        {
            throw new StartException(
                "Registry:BaseUrl and Registry:Embedded are both set; keep the address of your registry, or Embedded=true for the one inside."
            );
        }

        if (baseUrl is not null)
        {
            return new(ParseUrl(baseUrl), CheckKey(key, environment), Embedded: false, EmbeddedPort: 0);
        }

        if (embedded is false || (embedded is null && !environment.IsDevelopment()))
        {
            throw new StartException(
                "Registry:BaseUrl is missing; put the address of the partner registry there, or set Registry:Embedded=true to run one inside."
            );
        }

        // Checked here, where they have their own name in what is said.
        PartnerRegistryApp.ReadKeys(configuration.GetSection(EmbeddedKeys));
        return new(null, null, Embedded: true, Port(configuration));
    }

    private static Uri ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
            ? url
            : throw new StartException(
                "Registry:BaseUrl is not an absolute http or https address; put one such as https://registry.example.com."
            );

    private static string? CheckKey(string? key, IHostEnvironment environment)
    {
        if (key is null && !environment.IsDevelopment())
        {
            throw new StartException(
                "Registry:ApiKey is missing although Registry:BaseUrl is set; put a reader key of the registry there."
            );
        }

        return key is null || key.All(letter => letter is > ' ' and < '\u007f')
            ? key
            : throw new StartException(
                "Registry:ApiKey holds spaces or characters that no key has; put the key alone there."
            );
    }

    private static bool? Flag(IConfiguration configuration, string name) =>
        configuration[name] is not { Length: > 0 } text ? null
        : bool.TryParse(text, out var value) ? value
        : throw new StartException($"{name} is \"{text}\"; put true or false.");

    private static int Port(IConfiguration configuration) =>
        configuration["Registry:EmbeddedPort"] is not { Length: > 0 } text ? 3979
        : ushort.TryParse(text, out var port) ? port
        : throw new StartException($"Registry:EmbeddedPort is \"{text}\"; put a port from 0 (any free one) to 65535.");
}
