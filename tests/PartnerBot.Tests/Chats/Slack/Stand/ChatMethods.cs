using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What the bot says.</summary>
internal static class ChatMethods
{
    public static IReadOnlyList<ApiMethod> All { get; } =
    [
        new("chat.postMessage", Post) { TakesJson = true, Scope = "chat:write" },
        new("chat.postEphemeral", PostEphemeral) { TakesJson = true, Scope = "chat:write" },
        new("chat.update", Update) { TakesJson = true, Scope = "chat:write" },
        new("chat.unfurl", Unfurl) { TakesJson = true, Scope = "links:write" },
    ];

    private static JsonObject Post(ApiCall call)
    {
        var channel = Place(call, call.Need("channel"));
        var message = MessageRules.Read(call.Slack, call.Arguments, channel.Id) with
        {
            ThreadTs = Thread(call, channel),
            User = call.Team.BotUser,
            Team = call.Team.Id,
            IsOfBot = true,
        };
        channel.Messages.Add(message);
        return new JsonObject
        {
            ["channel"] = channel.Id,
            ["ts"] = message.Ts,
            ["message"] = message.Describe(withMetadata: true),
        };
    }

    // A person's id stands for the bot's conversation with them, which outlives their account.
    private static StandChannel Place(ApiCall call, string id)
    {
        if (call.Team.User(id) is not { } user)
        {
            return call.Writable(id);
        }

        return user.IsBot ? throw new StandError("channel_not_found") : call.Team.DirectWith(user.Id);
    }

    private static string? Thread(ApiCall call, StandChannel channel)
    {
        if (call["thread_ts"] is not { } ts)
        {
            return null;
        }

        // A reply to a reply goes to the thread that it is in.
        var head = channel.Messages.Find(message => message.Ts == ts) ?? throw new StandError("thread_not_found");
        return head.ThreadTs ?? head.Ts;
    }

    private static JsonObject PostEphemeral(ApiCall call)
    {
        var channel = call.Writable(call.Need("channel"));
        var user = call.Need("user");
        if (!channel.Has(user))
        {
            throw new StandError(call.Team.User(user) is null ? "user_not_found" : "user_not_in_channel");
        }

        var message = MessageRules.Read(call.Slack, call.Arguments, channel.Id) with
        {
            ThreadTs = call["thread_ts"],
            User = call.Team.BotUser,
            Team = call.Team.Id,
            IsOfBot = true,
            OnlyFor = user,
        };
        channel.Ephemerals.Add(message);
        return new JsonObject { ["message_ts"] = message.Ts };
    }

    private static JsonObject Update(ApiCall call)
    {
        var channel = call.Channel(call.Need("channel"));
        var ts = call.Need("ts");
        var place = channel.Messages.FindIndex(message => message.Ts == ts);
        if (place < 0)
        {
            throw new StandError("message_not_found");
        }

        var old = channel.Messages[place];
        if (!old.IsOfBot)
        {
            throw new StandError("cant_update_message");
        }

        if (channel.IsArchived)
        {
            throw new StandError("is_archived");
        }

        var read = MessageRules.Read(call.Slack, call.Arguments, channel.Id);
        var message = old with
        {
            Text = read.Text,
            // Text alone keeps no blocks; metadata that isn't given stays.
            Blocks = read.Blocks,
            Metadata = read.Metadata ?? old.Metadata,
            Edits = old.Edits + 1,
        };
        channel.Messages[place] = message;
        return new JsonObject
        {
            ["channel"] = channel.Id,
            ["ts"] = ts,
            ["text"] = message.Text,
            ["message"] = message.Describe(withMetadata: true),
        };
    }

    private static JsonObject Unfurl(ApiCall call)
    {
        var unfurls = call.Arguments.Object("unfurls") ?? throw StandError.Missing("unfurls");
        foreach (var (link, card) in unfurls)
        {
            var blocks = card.List("blocks") ?? throw new StandError("cannot_unfurl_url");
            MessageRules.CheckBlocks(call.Slack, blocks, $"/unfurls/{link}/blocks");
        }

        if (call["unfurl_id"] is { } id)
        {
            return call["source"] is "composer" or "conversations_history"
                ? call.Slack.Unfurled(id, unfurls)
                : throw new StandError("invalid_source");
        }

        var channel = call.Channel(call.Need("channel"));
        var ts = call.Need("ts");
        var place = channel.Messages.FindIndex(message => message.Ts == ts);
        if (place < 0)
        {
            throw new StandError("cannot_find_message");
        }

        if (unfurls.Any(one => !channel.Messages[place].Text.Contains(one.Key, StringComparison.Ordinal)))
        {
            throw new StandError("cannot_unfurl_url");
        }

        channel.Messages[place] = channel.Messages[place] with { Unfurls = (JsonObject)unfurls.DeepClone() };
        return [];
    }
}
