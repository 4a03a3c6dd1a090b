using Microsoft.Extensions.Configuration;

namespace PartnerBot.Chats.Slack;

/// <summary>The settings of Slack.</summary>
/// <param name="SigningSecret">Signs what Slack posts to us; null in Socket Mode alone.</param>
/// <param name="BotToken">The token of the one workspace; null where workspaces install the app themselves.</param>
/// <param name="AppToken">Opens Socket Mode, which then stands in for the routes.</param>
/// <param name="App">Who we are when a workspace installs the app; null with a bot token.</param>
/// <param name="Api">Where Slack's Web API is; ends with a slash.</param>
/// <param name="IsElsewhere">The API is not Slack's own: addresses that Slack gives may then be on its host too.</param>
/// <param name="Workspaces">The ids of the workspaces that are served; empty is the one of the bot token.</param>
public sealed record SlackSettings(
    string? SigningSecret,
    string? BotToken,
    string? AppToken,
    SlackApp? App,
    Uri Api,
    bool IsElsewhere,
    IReadOnlyList<string> Workspaces
)
{
    private const string Secret = "Slack:SigningSecret";
    private const string Bot = "Slack:BotToken";
    private const string Socket = "Slack:AppToken";
    private const string ClientId = "Slack:ClientId";
    private const string ClientSecret = "Slack:ClientSecret";
    private const string ApiBaseUrl = "Slack:ApiBaseUrl";
    private const string AllowedWorkspaces = "Slack:AllowedWorkspaces";
    private const string SlackApi = "https://slack.com/api/";

    /// <summary>Whether people of that workspace are told of partners, once it is installed there.</summary>
    public bool Allows(string team) => Workspaces.Count == 0 || Workspaces.Contains(team, StringComparer.Ordinal);

    /// <returns>Null where Slack is off.</returns>
    /// <exception cref="StartException">A setting is missing, half or malformed.</exception>
    public static SlackSettings? Read(IConfiguration configuration)
    {
        string[] names = [Secret, Bot, Socket, ClientId, ClientSecret];
        var set = names.Where(name => Text(configuration, name) is not null).ToList();
        var workspaces = ReadWorkspaces(configuration);
        if (set.Count == 0)
        {
            return workspaces.Count > 0 || Text(configuration, ApiBaseUrl) is not null
                ? throw Half(Bot, workspaces.Count > 0 ? AllowedWorkspaces : ApiBaseUrl, "put the bot token there")
                : null;
        }

        var app = ReadApp(configuration);
        var bot = Token(configuration, Bot, "xoxb-");
        var socket = Token(configuration, Socket, "xapp-");
        Check(app, bot, workspaces, set[0]);
        var secret = Text(configuration, Secret);
        if (secret is null && socket is null)
        {
            throw Half(Secret, set[0], $"put the signing secret of your app there, or its app-level token in {Socket}");
        }

        return new(secret, bot, socket, app, ReadApi(configuration), HasOtherApi(configuration), workspaces);
    }

    private static void Check(SlackApp? app, string? bot, List<string> workspaces, string set)
    {
        if (app is null && bot is null)
        {
            throw Half(Bot, set, $"put the bot token of your app there, or its {ClientId} and {ClientSecret}");
        }

        if (app is not null && bot is not null)
        {
            throw new StartException(
                $"{Bot} and {ClientId} are both set; take {Bot} away where workspaces install the app themselves, else {ClientId}."
            );
        }

        if (app is not null && workspaces.Count == 0)
        {
            throw Half(AllowedWorkspaces, ClientId, "put the ids of the workspaces that may install the app there");
        }
    }

    private static SlackApp? ReadApp(IConfiguration configuration) =>
        (Text(configuration, ClientId), Text(configuration, ClientSecret)) switch
        {
            ({ } id, { } secret) => new(id, secret),
            ({ }, null) => throw Half(ClientSecret, ClientId, "put the client secret of your app there"),
            (null, { }) => throw Half(ClientId, ClientSecret, "put the client id of your app there"),
            _ => null,
        };

    private static string? Token(IConfiguration configuration, string name, string begins) =>
        Text(configuration, name) is not { } token ? null
        : token.StartsWith(begins, StringComparison.Ordinal) && token.All(char.IsAscii) ? token
        : throw new StartException($"{name} is no such token; put the one of your app that begins with {begins}.");

    private static bool HasOtherApi(IConfiguration configuration) =>
        Text(configuration, ApiBaseUrl) is { } url
        && !ReadApi(configuration).AbsoluteUri.Equals(SlackApi, StringComparison.Ordinal);

    private static Uri ReadApi(IConfiguration configuration)
    {
        var text = Text(configuration, ApiBaseUrl) ?? SlackApi;
        return
            Uri.TryCreate(text.EndsWith('/') ? text : $"{text}/", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            ? url
            : throw new StartException(
                $"{ApiBaseUrl} is \"{text}\"; put an address such as {SlackApi}, or take it away."
            );
    }

    private static List<string> ReadWorkspaces(IConfiguration configuration)
    {
        List<string> ids =
        [
            .. configuration.GetSection(AllowedWorkspaces).GetChildren().Select(item => item.Value).OfType<string>(),
        ];
        return ids.Find(id => !IsTeam(id)) is { } odd
            ? throw new StartException(
                $"{AllowedWorkspaces} has \"{odd}\", which is no workspace's id; put one such as T0123ABCD."
            )
            : ids;
    }

    private static bool IsTeam(string id) => id is ['T' or 'E', _, ..] && id.All(char.IsAsciiLetterOrDigit);

    private static StartException Half(string missing, string set, string advice) =>
        new($"{missing} is missing although {set} is set; {advice}.");

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } text ? text : null;
}

/// <summary>The app as Slack's OAuth knows it.</summary>
public sealed record SlackApp(string ClientId, string ClientSecret);
