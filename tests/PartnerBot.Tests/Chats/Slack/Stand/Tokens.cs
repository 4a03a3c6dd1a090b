namespace PartnerBot.Tests.Chats.Slack.Stand;

internal enum StandTokenKind
{
    Bot,
    App,
}

/// <summary>A token as Slack knows it.</summary>
internal sealed record StandToken(string Value, StandTokenKind Kind, Workspace Team)
{
    public HashSet<string> Scopes { get; init; } = new(StringComparer.Ordinal);

    public DateTimeOffset? Expires { get; init; }

    /// <summary>The code that who uses it gets, once it is no longer good.</summary>
    public string? Refusal { get; set; }
}

/// <summary>The tokens that were ever given out.</summary>
internal sealed class Tokens(TimeProvider clock)
{
    private readonly Dictionary<string, StandToken> all = new(StringComparer.Ordinal);

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

    public StandToken Add(StandToken token) => all[token.Value] = token;

    public StandToken? Find(string value) => all.GetValueOrDefault(value);

    /// <summary>Takes scopes away from a token, as an older installation lacks them.</summary>
    public void Drop(string value, params IEnumerable<string> scopes) => all[value].Scopes.ExceptWith(scopes);

    /// <summary>From now on it is refused: <c>token_revoked</c>, or <c>account_inactive</c> once the app is gone.</summary>
    public void Revoke(string value, string refusal = "token_revoked") => all[value].Refusal = refusal;

    /// <summary>The app is no longer installed there.</summary>
    public void Uninstall(Workspace team)
    {
        foreach (var token in all.Values.Where(one => one.Team == team && one.Kind is StandTokenKind.Bot))
        {
            token.Refusal = "account_inactive";
        }
    }

    /// <summary>Who calls; or the refusal that Slack gives them.</summary>
    public StandToken Check(string? value, IReadOnlyList<StandTokenKind> kinds)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new StandError("not_authed");
        }

        var token = all.GetValueOrDefault(value) ?? throw new StandError("invalid_auth");
        if (token.Refusal is { } refusal)
        {
            throw new StandError(refusal);
        }

        if (token.Expires <= clock.GetUtcNow())
        {
            throw new StandError("token_expired");
        }

        return kinds.Contains(token.Kind) ? token : throw new StandError("not_allowed_token_type");
    }
}
