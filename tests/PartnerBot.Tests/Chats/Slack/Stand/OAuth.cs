using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Installations: codes that somebody's consent gives, each good once and for 10 minutes, and the tokens for them.</summary>
internal sealed class OAuth(FakeSlack slack)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Consent> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Consent> refreshes = new(StringComparer.Ordinal);

    /// <summary>How long those live that expire; shorter where a test does not want to let hours pass.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether tokens live 12 hours and come with one that refreshes them, once.</summary>
    public bool Rotates { get; set; }

    /// <summary>Somebody reads what the address asks for and agrees: where their browser is sent then.</summary>
    public Uri Allow(Uri authorize, Workspace team, string user = StandPeople.Alex)
    {
        var asked = QueryHelpers.ParseQuery(authorize.Query);
        asked["client_id"].ToString().ShouldBe(FakeSlack.ClientId, "Slack shows an error page for an unknown client.");
        var scopes = asked["scope"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        scopes.ShouldNotBeEmpty("Slack shows an error page where no scope is asked for.");
        var redirect = asked["redirect_uri"].ToString();
        return Back(authorize, "code", Grant(team, user, scopes, redirect));
    }

    /// <summary>Somebody reads what the address asks for and does not agree: where their browser is sent then.</summary>
    public static Uri Deny(Uri authorize) => Back(authorize, "error", "access_denied");

    /// <summary>A code as a consent gives it.</summary>
    public string Grant(Workspace team, string user, IReadOnlyList<string> scopes, string? redirectUri) =>
        slack.InTurn(() =>
        {
            var code = slack.NewId("code-");
            codes[code] = new(team, user, scopes, redirectUri, slack.Clock.GetUtcNow() + CodeLife);
            return code;
        });

    internal JsonObject Access(ApiCall call)
    {
        if (call.Need("client_id") is not FakeSlack.ClientId)
        {
            throw new StandError("invalid_client_id");
        }

        if (call.Need("client_secret") is not FakeSlack.ClientSecret)
        {
            throw new StandError("bad_client_secret");
        }

        return (call["grant_type"] ?? "authorization_code") switch
        {
            "authorization_code" => Exchange(call),
            "refresh_token" => Refresh(call),
            _ => throw new StandError("invalid_grant_type"),
        };
    }

    private JsonObject Exchange(ApiCall call)
    {
        if (!codes.Remove(call.Need("code"), out var consent) || consent.Ends < call.Now)
        {
            throw new StandError("invalid_code");
        }

        if (!string.IsNullOrEmpty(consent.RedirectUri) && consent.RedirectUri != call["redirect_uri"])
        {
            throw new StandError("bad_redirect_uri");
        }

        return Issue(consent).With(new JsonObject { ["authed_user"] = new JsonObject { ["id"] = consent.User } });
    }

    private JsonObject Refresh(ApiCall call) =>
        refreshes.Remove(call.Need("refresh_token"), out var consent)
            ? Issue(consent)
            : throw new StandError("invalid_refresh_token");

    private JsonObject Issue(Consent consent)
    {
        var kind = Rotates ? "xoxe.xoxb-1" : "xoxb";
        var token = new StandToken($"{kind}-{consent.Team.Id}-{slack.NewId("")}", StandTokenKind.Bot, consent.Team)
        {
            Scopes = [.. consent.Scopes],
            Expires = Rotates ? slack.Clock.GetUtcNow() + TokenLife : null,
        };
        slack.Tokens.Add(token);
        var answer = new JsonObject
        {
            ["app_id"] = FakeSlack.AppId,
            ["access_token"] = token.Value,
            ["token_type"] = "bot",
            ["scope"] = string.Join(',', consent.Scopes),
            ["bot_user_id"] = consent.Team.BotUser,
            ["team"] = new JsonObject { ["id"] = consent.Team.Id, ["name"] = consent.Team.Name },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
        };
        if (Rotates)
        {
            var refresh = slack.NewId("xoxe-1-");
            refreshes[refresh] = consent;
            answer["refresh_token"] = refresh;
            answer["expires_in"] = (int)TokenLife.TotalSeconds;
        }

        return answer;
    }

    private static Uri Back(Uri authorize, string name, string value)
    {
        var asked = QueryHelpers.ParseQuery(authorize.Query);
        var back = QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), name, value);
        return new(QueryHelpers.AddQueryString(back, "state", asked["state"].ToString()));
    }

    private sealed record Consent(
        Workspace Team,
        string User,
        IReadOnlyList<string> Scopes,
        string? RedirectUri,
        DateTimeOffset Ends
    );
}
