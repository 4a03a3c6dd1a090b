namespace PartnerBot.Chats.Manifests;

/// <summary>The addresses that a platform is told of.</summary>
internal static class OwnAddresses
{
    /// <summary>The bot's.</summary>
    /// <exception cref="StartException">It is none that a platform can send to.</exception>
    public static Uri Bot(string? text) =>
        string.IsNullOrEmpty(text)
            ? throw new StartException(
                "--url is missing; put the bot's own address there, such as https://bot.example.com."
            )
        : Https(text) is { Query: "", Fragment: "" } url ? url
        : throw new StartException(
            $"--url is \"{text}\"; put the bot's own https address there, without user, query or fragment, such as https://bot.example.com."
        );

    /// <summary>Below the bot's address.</summary>
    /// <param name="path">Without a slash before it.</param>
    public static string Below(Uri bot, string path) => $"{bot.ToString().TrimEnd('/')}/{path}";

    /// <summary>Links to it are unfolded; null where the registry has no address that a colleague could post.</summary>
    public static string? RegistryHost(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Registry:BaseUrl"], UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", IsLoopback: false }
            ? url.IdnHost
            : null;

    /// <summary>Null for what is no https address, or names a user.</summary>
    public static Uri? Https(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "https", UserInfo: "" } ? url : null;
}
