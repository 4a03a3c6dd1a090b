using System.Reflection;
using PartnerBot.Chats.Manifests;

namespace PartnerBot.Chats.Slack.Manifest;

/// <summary>
/// The template of <c>manifests/slack</c> for one bot. As it is committed, the template is the manifest for Socket Mode; lines
/// with a mark are put in where they apply, and the comments stay.
/// </summary>
/// <param name="Url">The bot's own address; null where it has none.</param>
/// <param name="RegistryHost">Links to it are unfolded; null where there is none that Slack takes.</param>
internal sealed record SlackManifest(Uri? Url, bool IsSocket, string? RegistryHost)
{
    public const string FileName = "slack-manifest.yaml";

    private const string Resource = "slack/manifest.yaml";
    private const string ExampleUrl = "https://bot.example.com";
    private const string ExampleHost = "registry.example.com";
    private const string SocketMode = "socket_mode_enabled: true";

    /// <summary>Slack posts to the bot, instead of the bot asking for it.</summary>
    public bool IsHttp => Url is not null && !IsSocket;

    /// <exception cref="StartException">The address can't be used.</exception>
    public static SlackManifest Read(ManifestsOptions options, IConfiguration configuration) =>
        new(
            string.IsNullOrEmpty(options.Url) ? null : OwnAddresses.Bot(options.Url),
            options.IsSocket,
            OwnAddresses.RegistryHost(configuration) is { } host && IsDomain(host) ? host : null
        );

    public string Text()
    {
        var lines = string.Join('\n', Template().Split('\n').Select(Placed).OfType<string>());
        return IsHttp ? lines.Replace(SocketMode, "socket_mode_enabled: false", StringComparison.Ordinal) : lines;
    }

    // Slack unfolds links to domains, not to addresses or names within a network.
    private static bool IsDomain(string host) =>
        Uri.CheckHostName(host) is UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal);

    private string? Placed(string line)
    {
        var mark = line.TrimStart().Split(' ')[0];
        return mark switch
        {
            "#template" => null,
            "#http" => IsHttp ? Filled(line, mark, ExampleUrl, Url) : null,
            "#url" => Url is null ? null : Filled(line, mark, ExampleUrl, Url),
            "#link" => RegistryHost is null ? null : Filled(line, mark, ExampleHost, RegistryHost),
            _ => line,
        };
    }

    private static string Filled(string line, string mark, string example, object? own) =>
        line.Replace($"{mark} ", "", StringComparison.Ordinal)
            .Replace(example, own!.ToString()!.TrimEnd('/'), StringComparison.Ordinal);

    private static string Template()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
