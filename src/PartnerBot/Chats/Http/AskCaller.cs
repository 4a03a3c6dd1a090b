using PartnerBot.People;

namespace PartnerBot.Chats.Http;

/// <summary>
/// Who calls <c>POST /api/ask</c>. With keys configured, one of them is needed. Without any, only a developer's own machine
/// may ask, and only in a way that a web page opened there can't.
/// </summary>
internal sealed class AskCaller(IReadOnlyList<ApiKey> keys, IHostEnvironment environment)
{
    /// <summary>The role that asks for itself.</summary>
    public const string AskerRole = "asker";

    /// <summary>The role that may say for whom it asks, and is believed.</summary>
    public const string DelegateRole = "delegate";

    /// <summary>The caller; null where nobody may ask like this.</summary>
    public Caller? Identify(HttpContext http) =>
        IsDeveloper(http) ? Caller.Developer
        : http.Request.PresentedKey() is { } presented && ApiKey.Find(keys, presented) is { } key
            ? new(new("api", key.Name, ""), key.Role is DelegateRole)
        : null;

    /// <summary>Whether it is the developer's own machine that asks, where no key is needed.</summary>
    public bool IsDeveloper(HttpContext http) =>
        keys.Count == 0 && environment.IsDevelopment() && http.Request.IsFromNewcomer();
}

/// <param name="MayNameAsker">Whether it is believed when it says for whom it asks.</param>
internal sealed record Caller(Asker Self, bool MayNameAsker)
{
    public static Caller Developer { get; } =
        new(new("local", Environment.MachineName, Environment.UserName), MayNameAsker: false);

    public Asker As(string? name) => name is null ? Self : Self with { Id = name };
}
