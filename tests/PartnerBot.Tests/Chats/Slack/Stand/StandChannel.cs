using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

internal enum StandChannelKind
{
    Public,
    Private,
    Direct,
}

/// <summary>A channel or a direct conversation with what was said there.</summary>
internal sealed class StandChannel(string id, StandChannelKind kind, string name)
{
    public string Id => id;

    public StandChannelKind Kind => kind;

    /// <summary>Of a direct conversation: with whom the bot has it.</summary>
    public string Name => name;

    public List<string> Members { get; init; } = [];

    public bool IsArchived { get; set; }

    /// <summary>Shared with another company.</summary>
    public bool IsExtShared { get; set; }

    /// <summary>What everyone there sees.</summary>
    public List<StandMessage> Messages { get; } = [];

    /// <summary>What one person alone sees there.</summary>
    public List<StandMessage> Ephemerals { get; } = [];

    /// <summary>The scope family that reads and tells of such channels.</summary>
    public string Family =>
        kind switch
        {
            StandChannelKind.Public => "channels",
            StandChannelKind.Private => "groups",
            _ => "im",
        };

    public bool Has(string user) => Members.Contains(user, StringComparer.Ordinal);

    /// <summary>As <c>conversations.info</c> shows it to the bot.</summary>
    public JsonObject Describe(bool isMember, bool withMembers, DateTimeOffset now)
    {
        var channel = new JsonObject
        {
            ["id"] = id,
            ["created"] = now.ToUnixTimeSeconds(),
            ["is_archived"] = IsArchived,
            ["is_im"] = kind is StandChannelKind.Direct,
            ["is_org_shared"] = false,
            ["context_team_id"] = FakeSlack.Team,
            ["updated"] = now.ToUnixTimeMilliseconds(),
        };
        if (kind is StandChannelKind.Direct)
        {
            channel["user"] = name;
            channel["is_open"] = true;
            channel["priority"] = 0;
            return channel;
        }

        channel["name"] = name;
        channel["name_normalized"] = name;
        channel["is_channel"] = true;
        channel["is_group"] = false;
        channel["is_mpim"] = false;
        channel["is_private"] = kind is StandChannelKind.Private;
        channel["is_general"] = false;
        channel["is_shared"] = IsExtShared;
        channel["is_ext_shared"] = IsExtShared;
        channel["is_pending_ext_shared"] = false;
        channel["is_member"] = isMember;
        if (withMembers)
        {
            channel["num_members"] = Members.Count;
        }

        return channel;
    }
}

/// <summary>A message as it is now; who edits it changes it, who deletes it takes it away.</summary>
internal sealed record StandMessage(string Ts, string Channel)
{
    public string Team { get; init; } = FakeSlack.Team;

    public string? ThreadTs { get; init; }

    public string? User { get; init; }

    /// <summary>Whether the bot wrote it.</summary>
    public bool IsOfBot { get; init; }

    /// <summary>Who alone sees it; null is everyone in the channel.</summary>
    public string? OnlyFor { get; init; }

    public string Text { get; init; } = "";

    public JsonArray? Blocks { get; init; }

    public JsonObject? Metadata { get; init; }

    /// <summary>Cards under links, by link.</summary>
    public JsonObject? Unfurls { get; init; }

    public int Edits { get; init; }

    /// <summary>As in <c>conversations.history</c> and in what interactions carry.</summary>
    public JsonObject Describe(bool withMetadata = false)
    {
        var message = new JsonObject
        {
            ["type"] = "message",
            ["user"] = User,
            ["ts"] = Ts,
            ["text"] = Text,
            ["team"] = Team,
        };
        if (IsOfBot)
        {
            message["bot_id"] = FakeSlack.BotId;
            message["app_id"] = FakeSlack.AppId;
        }

        if (ThreadTs is not null)
        {
            message["thread_ts"] = ThreadTs;
        }

        if (Blocks is not null)
        {
            message["blocks"] = Blocks.Copy();
        }

        if (Edits > 0)
        {
            message["edited"] = new JsonObject { ["user"] = User, ["ts"] = Ts };
        }

        if (withMetadata && Metadata is not null)
        {
            message["metadata"] = Metadata.Copy();
        }

        return message;
    }
}
