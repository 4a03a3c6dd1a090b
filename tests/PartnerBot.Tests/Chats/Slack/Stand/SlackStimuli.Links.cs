using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// Links of the domains that the app says it knows.
internal sealed partial class SlackStimuli
{
    /// <summary>Somebody posts links in a channel.</summary>
    public SlackStimulus LinkShared(
        IReadOnlyList<Uri> links,
        string channel = StandPlaces.Deals,
        string user = StandPeople.Alex,
        string? threadTs = null
    )
    {
        var place = Place(channel);
        var message = slack.Say(
            place,
            user,
            string.Join(' ', links.Select(link => $"<{link.OriginalString}>")),
            threadTs
        );
        var shared = Shared(links, user);
        shared["channel"] = place.Id;
        shared["message_ts"] = message.Ts;
        shared["is_bot_user_member"] = place.Has(team.BotUser);
        shared["source"] = "conversations_history";
        shared["unfurl_id"] = $"{place.Id}.{message.Ts}.{slack.NewId("u")}";
        slack.ComposerUnfurls[shared.Text("unfurl_id")!] = [];
        if (threadTs is not null)
        {
            shared["thread_ts"] = threadTs;
        }

        return Event("link_shared", shared, user);
    }

    /// <summary>Somebody is still writing a message with links: there is neither message nor, for the app, channel yet.</summary>
    public SlackStimulus LinkSharedInComposer(IReadOnlyList<Uri> links, string user = StandPeople.Alex)
    {
        var shared = Shared(links, user);
        shared["channel"] = "COMPOSER";
        shared["message_ts"] = slack.NewId("composer-");
        shared["is_bot_user_member"] = true;
        shared["source"] = "composer";
        shared["unfurl_id"] = slack.NewId("composer-unfurl-");
        slack.ComposerUnfurls[shared.Text("unfurl_id")!] = [];
        return Event("link_shared in the composer", shared, user);
    }

    private JsonObject Shared(IReadOnlyList<Uri> links, string user) =>
        new()
        {
            ["type"] = "link_shared",
            ["user"] = user,
            ["links"] = new JsonArray([
                .. links.Select(link => new JsonObject { ["url"] = link.OriginalString, ["domain"] = link.Host }),
            ]),
            ["event_ts"] = slack.NewTs(),
        };
}
