namespace PartnerBot.Tests.Chats.Slack.Stand;

internal enum TokenKind
{
    Bot,
    App,
}

/// <summary>A token as Slack knows it.</summary>
internal sealed record SlackToken(string Value, TokenKind Kind, Workspace Team)
{
    public HashSet<string> Scopes { get; init; } = new(StringComparer.Ordinal);

    public DateTimeOffset? Expires { get; init; }

    /// <summary>The code that who uses it gets, once it is no longer good.</summary>
    public string? Refusal { get; set; }
}

/// <summary>The tokens that were ever given out.</summary>
internal sealed class Tokens(TimeProvider clock)
{
    private readonly Dictionary<string, SlackToken> all = new(StringComparer.Ordinal);

    /// <summary>What a bot that can do all that Slack lets this one do was granted.</summary>
    public static IReadOnlyList<string> AllScopes { get; } =
    [
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "links:read",
        "links:write",
        "mpim:history",
        "mpim:read",
        "reactions:write",
        "users:read",
        "users:read.email",
    ];

    public SlackToken Add(SlackToken token) => all[token.Value] = token;

    public SlackToken? Find(string value) => all.GetValueOrDefault(value);

    /// <summary>Takes scopes away from a token, as an older installation lacks them.</summary>
    public void Drop(string value, params IEnumerable<string> scopes) => all[value].Scopes.ExceptWith(scopes);

    /// <summary>From now on it is refused: <c>token_revoked</c>, or <c>account_inactive</c> once the app is gone.</summary>
    public void Revoke(string value, string refusal = "token_revoked") => all[value].Refusal = refusal;

    /// <summary>The app is no longer installed there.</summary>
    public void Uninstall(Workspace team)
    {
        foreach (var token in all.Values.Where(one => one.Team == team && one.Kind is TokenKind.Bot))
        {
            token.Refusal = "account_inactive";
        }
    }

    /// <summary>Who calls; or the refusal that Slack gives them.</summary>
    public SlackToken Check(string? value, IReadOnlyList<TokenKind> kinds)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new SlackError("not_authed");
        }

        var token = all.GetValueOrDefault(value) ?? throw new SlackError("invalid_auth");
        if (token.Refusal is { } refusal)
        {
            throw new SlackError(refusal);
        }

        if (token.Expires <= clock.GetUtcNow())
        {
            throw new SlackError("token_expired");
        }

        return kinds.Contains(token.Kind) ? token : throw new SlackError("not_allowed_token_type");
    }
}
