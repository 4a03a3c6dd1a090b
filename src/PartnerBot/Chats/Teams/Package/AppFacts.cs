using PartnerBot.Chats.Manifests;

namespace PartnerBot.Chats.Teams.Package;

/// <summary>What of the app package is the company's own, checked.</summary>
/// <param name="Host">The bot's.</param>
/// <param name="RegistryHost">Links to it are unfolded; null where the registry has no address that a colleague could post.</param>
internal sealed record AppFacts(
    Guid BotId,
    string Host,
    string? RegistryHost,
    string Developer,
    string Website,
    string Privacy,
    string Terms,
    string Version
)
{
    private const string Id = "MicrosoftAppId";
    private const int LongestDeveloper = 32;
    private const string FirstVersion = "1.0.0";

    /// <summary>Whether the settings name a bot that Microsoft knows.</summary>
    public static bool IsKnown(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[Id]);

    /// <exception cref="StartException">Something is missing or can't be used.</exception>
    public static AppFacts Read(ManifestsOptions options, IConfiguration configuration)
    {
        var url = OwnAddresses.Bot(options.Url);
        return new(
            BotIdOf(configuration),
            url.IdnHost,
            OwnAddresses.RegistryHost(configuration),
            DeveloperOf(options, url),
            Link("--website", options.Website, url),
            Link("--privacy", options.Privacy, url),
            Link("--terms", options.Terms, url),
            VersionOf(options)
        );
    }

    /// <summary>The address that Azure sends the bot's messages to.</summary>
    /// <exception cref="StartException">It is no address that Azure can send to.</exception>
    public static Uri Endpoint(ManifestsOptions options) =>
        new(OwnAddresses.Below(OwnAddresses.Bot(options.Url), "api/messages"));

    /// <summary>The value of a placeholder of the template; null where there is none, and what holds it is left out.</summary>
    /// <exception cref="KeyNotFoundException">There is no such placeholder.</exception>
    public string? this[string placeholder] =>
        placeholder switch
        {
            "bot-id" => BotId.ToString(),
            "bot-host" => Host,
            "registry-host" => RegistryHost,
            "developer" => Developer,
            "website" => Website,
            "privacy" => Privacy,
            "terms" => Terms,
            "version" => Version,
            _ => throw new KeyNotFoundException($"The template's {placeholder} is not known."),
        };

    private static Guid BotIdOf(IConfiguration configuration) =>
        configuration[Id] is not { Length: > 0 } text
            ? throw new StartException($"{Id} is missing; put the app id of your Azure Bot there.")
        : Guid.TryParse(text, out var id) ? id
        : throw new StartException($"{Id} is \"{text}\", which is no app id; put the one of your Azure Bot, a GUID.");

    private static string DeveloperOf(ManifestsOptions options, Uri url) =>
        (options.Developer, url.IdnHost) switch
        {
            ({ Length: > LongestDeveloper }, _) => throw new StartException(
                $"--developer has more than the {LongestDeveloper} characters that Teams takes; shorten it."
            ),
            ({ Length: > 0 } named, _) => named,
            (_, { Length: > LongestDeveloper }) => throw new StartException(
                $"--developer is missing, and the bot's host has more than the {LongestDeveloper} characters that Teams takes in its place; put your company's name there."
            ),
            var (_, host) => host,
        };

    private static string Link(string option, string? text, Uri otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise.AbsoluteUri
        : OwnAddresses.Https(text) is { } url ? url.AbsoluteUri
        : throw new StartException(
            $"{option} is \"{text}\"; put an https address there, such as https://www.example.com/partnerbot."
        );

    private static string VersionOf(ManifestsOptions options) =>
        string.IsNullOrEmpty(options.Version) ? FirstVersion
        : options.Version.Split('.') is [_, _, _] parts && parts.All(IsNumber) ? options.Version
        : throw new StartException($"--app-version is \"{options.Version}\"; put three numbers such as 1.0.1.");

    private static bool IsNumber(string part) =>
        part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0');
}
