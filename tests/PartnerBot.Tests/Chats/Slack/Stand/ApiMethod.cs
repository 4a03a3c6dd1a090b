using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>A method of the Web API: what it takes, what it asks of the caller, what it does.</summary>
internal sealed record ApiMethod(string Name, Func<ApiCall, JsonObject> Run)
{
    /// <summary>Most that write take JSON; those that read don't.</summary>
    public bool TakesJson { get; init; }

    /// <summary>None where no token is asked for.</summary>
    public IReadOnlyList<StandTokenKind> Tokens { get; init; } = [StandTokenKind.Bot];

    /// <summary>The one scope without which it is refused at once; some ask for more by what they're about.</summary>
    public string? Scope { get; init; }
}

/// <summary>A call while it is answered.</summary>
internal sealed class ApiCall(FakeSlack slack, StandCall call, StandToken? token)
{
    public FakeSlack Slack => slack;

    public StandToken Token => token ?? throw new InvalidOperationException("The method asks for no token.");

    public Workspace Team => Token.Team;

    public JsonObject Arguments => call.Arguments;

    public DateTimeOffset Now => slack.Clock.GetUtcNow();

    public string? this[string argument] => call[argument] is { Length: > 0 } given ? given : null;

    public string Need(string argument) => this[argument] ?? throw StandError.Missing(argument);

    /// <summary>Refuses a token without the scope.</summary>
    public void NeedScope(string scope)
    {
        if (!Token.Scopes.Contains(scope))
        {
            throw new StandError(
                "missing_scope",
                new JsonObject
                {
                    ["needed"] = scope,
                    ["provided"] = string.Join(',', Token.Scopes.Order(StringComparer.Ordinal)),
                }
            );
        }
    }

    /// <summary>A channel that the bot can know of: a private one without it doesn't exist for it.</summary>
    public StandChannel Channel(string? id)
    {
        var channel = Team.Channel(id) ?? throw new StandError("channel_not_found");
        return channel.Kind is StandChannelKind.Public || channel.Has(Team.BotUser)
            ? channel
            : throw new StandError("channel_not_found");
    }

    /// <summary>A channel that the bot can write to.</summary>
    public StandChannel Writable(string? id)
    {
        var channel = Channel(id);
        if (channel.IsArchived)
        {
            throw new StandError("is_archived");
        }

        var mayUninvited = channel.Kind is StandChannelKind.Public && Token.Scopes.Contains("chat:write.public");
        return channel.Has(Team.BotUser) || mayUninvited ? channel : throw new StandError("not_in_channel");
    }
}
