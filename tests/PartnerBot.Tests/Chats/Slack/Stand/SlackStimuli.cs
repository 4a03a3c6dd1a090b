using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What people do in a workspace, as Slack tells the app of it.</summary>
internal sealed partial class SlackStimuli(FakeSlack slack, Workspace team)
{
    private const string VerificationToken = "the-deprecated-token";

    /// <summary>Setup's question whether the address is the app's.</summary>
    public SlackStimulus Verification() =>
        new(
            "url_verification",
            StimulusKind.Verification,
            new JsonObject
            {
                ["token"] = VerificationToken,
                ["challenge"] = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
                ["type"] = "url_verification",
            },
            team
        );

    /// <summary>Slack's look at the certificate of a command's address.</summary>
    public SlackStimulus SslCheck() =>
        new(
            "ssl_check",
            StimulusKind.SslCheck,
            new JsonObject { ["ssl_check"] = "1", ["token"] = VerificationToken },
            team
        );

    /// <summary>A slash command with what was typed after it.</summary>
    public SlackStimulus Command(
        string text,
        string user = StandPeople.Alex,
        string channel = StandPlaces.Deals,
        string command = "/partner"
    )
    {
        var place = Place(channel);
        var url = slack.ResponseUrls.New(team, place, user);
        return new(
            $"{command} {text}",
            StimulusKind.Command,
            new JsonObject
            {
                ["token"] = VerificationToken,
                ["team_id"] = team.Id,
                ["team_domain"] = team.Domain,
                ["channel_id"] = place.Id,
                // A private channel's name isn't told.
                ["channel_name"] = place.Kind switch
                {
                    StandChannelKind.Public => place.Name,
                    StandChannelKind.Private => "privategroup",
                    _ => "directmessage",
                },
                ["user_id"] = user,
                ["user_name"] = team.User(user)?.Name,
                ["command"] = command,
                ["text"] = text,
                ["api_app_id"] = FakeSlack.AppId,
                ["is_enterprise_install"] = "false",
                ["response_url"] = url.AbsoluteUri,
                ["trigger_id"] = slack.Triggers.New(user),
            },
            team
        )
        {
            ResponseUrl = url,
            Target = new(team, place, user, DateTimeOffset.MaxValue),
            User = user,
        };
    }

    /// <summary>Somebody writes to the bot directly.</summary>
    public SlackStimulus DirectMessage(string text, string user = StandPeople.Alex, string? threadTs = null)
    {
        var said = Say(team.DirectWith(user), user, text, threadTs);
        said["channel_type"] = "im";
        return Event("message.im", said, user);
    }

    /// <summary>Somebody writes in a channel that the bot is in, without naming it: a reply in a thread, mostly.</summary>
    public SlackStimulus ChannelMessage(
        string text,
        string channel = StandPlaces.Deals,
        string user = StandPeople.Alex,
        string? threadTs = null
    )
    {
        var place = Place(channel);
        var said = Say(place, user, text, threadTs);
        said["channel_type"] = place.Kind is StandChannelKind.Private ? "group" : "channel";
        return Event($"message.{(place.Kind is StandChannelKind.Private ? "groups" : "channels")}", said, user);
    }

    /// <summary>The bot's own message comes back to it, as Slack does in direct conversations.</summary>
    public SlackStimulus OwnMessage(StandMessage message)
    {
        var said = message.Describe();
        said["bot_profile"] = new JsonObject
        {
            ["id"] = FakeSlack.BotId,
            ["app_id"] = FakeSlack.AppId,
            ["name"] = "partner",
            ["team_id"] = team.Id,
        };
        said["channel"] = message.Channel;
        said["event_ts"] = message.Ts;
        said["channel_type"] = "im";
        return Event("message.im of the bot", said, team.BotUser);
    }

    /// <summary>Somebody changes what they wrote to the bot.</summary>
    public SlackStimulus EditedMessage(StandMessage message, string text)
    {
        var now = message.Describe();
        now["text"] = text;
        now["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = slack.NewTs() };
        var change = new JsonObject
        {
            ["type"] = "message",
            ["subtype"] = "message_changed",
            ["hidden"] = true,
            ["message"] = now,
            ["previous_message"] = message.Describe(),
            ["channel"] = message.Channel,
            ["ts"] = slack.NewTs(),
            ["event_ts"] = slack.NewTs(),
            ["channel_type"] = "im",
        };
        return Event("message_changed", change, message.User!);
    }

    /// <summary>Somebody names the bot in a channel, or in a thread there.</summary>
    public SlackStimulus Mention(
        string text,
        string channel = StandPlaces.Deals,
        string user = StandPeople.Alex,
        string? threadTs = null
    )
    {
        var said = Say(Place(channel), user, $"<@{team.BotUser}> {text}", threadTs);
        said["type"] = "app_mention";
        return Event(threadTs is null ? "app_mention" : "app_mention in a thread", said, user);
    }

    /// <summary>Any event, in its envelope.</summary>
    public SlackStimulus Event(string name, JsonObject inner, string? user)
    {
        var channel = team.Channel(inner.Text("channel") ?? inner.Object("item").Text("channel"));
        var outer = new JsonObject
        {
            ["token"] = VerificationToken,
            ["team_id"] = team.Id,
            ["context_team_id"] = team.Id,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = FakeSlack.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = slack.NewId("Ev"),
            ["event_time"] = slack.Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(
                new JsonObject
                {
                    ["enterprise_id"] = null,
                    ["team_id"] = team.Id,
                    ["user_id"] = team.BotUser,
                    ["is_bot"] = true,
                    ["is_enterprise_install"] = false,
                }
            ),
            ["is_ext_shared_channel"] = channel?.IsExtShared ?? false,
        };
        if (channel is not null)
        {
            outer["event_context"] = $"4-{slack.NewId("ctx")}";
        }

        return new(name, StimulusKind.Event, outer, team) { User = user };
    }

    private JsonObject Say(StandChannel channel, string user, string text, string? threadTs)
    {
        var message = slack.Say(channel, user, text, threadTs);
        var said = new JsonObject
        {
            ["type"] = "message",
            ["user"] = user,
            ["ts"] = message.Ts,
            ["client_msg_id"] = Guid.NewGuid().ToString(),
            ["text"] = text,
            ["team"] = team.User(user)?.TeamId ?? team.Id,
            ["blocks"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "rich_text",
                    ["block_id"] = slack.NewId("b"),
                    ["elements"] = new JsonArray(
                        new JsonObject
                        {
                            ["type"] = "rich_text_section",
                            ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
                        }
                    ),
                }
            ),
            ["channel"] = channel.Id,
            ["event_ts"] = message.Ts,
        };
        if (threadTs is not null)
        {
            said["thread_ts"] = threadTs;
            said["parent_user_id"] = channel.Messages.Find(one => one.Ts == threadTs)?.User;
        }

        return said;
    }

    // A person's id is the bot's conversation with them.
    private StandChannel Place(string channel) =>
        team.User(channel) is { } user ? team.DirectWith(user.Id) : team.Channel(channel)!;
}
