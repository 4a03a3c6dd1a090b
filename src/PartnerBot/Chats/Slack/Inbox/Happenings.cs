using System.Security.Cryptography;
using System.Text;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Door;
using PartnerBot.Chats.Slack.Home;
using PartnerBot.Chats.Slack.Installing;

namespace PartnerBot.Chats.Slack.Inbox;

/// <summary>What is done about each kind of event. Kinds that are not named here do nothing.</summary>
internal sealed class Happenings(
    SlackWorkspaces workspaces,
    SlackPeople people,
    SlackReplies replies,
    SlackClient slack,
    SlackOnce once,
    HomeTab home,
    Unfurls unfurls,
    Welcome welcome,
    Phrasebook phrasebook,
    Locale locale
)
{
    public static readonly IReadOnlySet<string> Types = new HashSet<string>(StringComparer.Ordinal)
    {
        "message",
        "app_mention",
        "app_home_opened",
        "member_joined_channel",
        "link_shared",
        "app_uninstalled",
        "tokens_revoked",
    };

    // A message with a file or one that is also sent to the channel is written like any other; edits and what bots say are not.
    private static readonly HashSet<string> Written = new(StringComparer.Ordinal) { "file_share", "thread_broadcast" };

    /// <summary>Whether there is anything to do about it.</summary>
    public static bool Concern(SlackEvent one) =>
        one.Type switch
        {
            "message" => one is { ChannelType: "im", BotId: null, User: not null, Channel: not null, Ts: not null }
                && (one.Subtype is null || Written.Contains(one.Subtype)),
            "app_mention" => one is { BotId: null, User: not null, Channel: not null, Ts: not null },
            "link_shared" => one is { User: not null, Links.Count: > 0 },
            "app_home_opened" or "member_joined_channel" => one is { User: not null, Channel: not null },
            "tokens_revoked" => one.Tokens?.Bot is { Count: > 0 },
            _ => true,
        };

    public async Task ActAsync(
        KeptEvent kept,
        EventCallback callback,
        SlackEvent one,
        CancellationToken cancellationToken
    )
    {
        if (one.Type is "app_uninstalled" or "tokens_revoked")
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(callback.EventTime);
            await workspaces.RemoveAsync(kept.Team, at, cancellationToken);
            return;
        }

        if ((await workspaces.FindAsync(kept.Team, cancellationToken)).Workspace is not { } workspace)
        {
            return;
        }

        switch (one.Type)
        {
            case "message" or "app_mention":
                await AnswerAsync(new(workspace, kept, callback, one), cancellationToken);
                break;
            case "app_home_opened":
                await OpenedAsync(workspace, one, cancellationToken);
                break;
            case "member_joined_channel" when one.User == workspace.BotUser:
                await GreetAsync(
                    new(workspace, one.Channel!, Thread: null, IsRoom: true),
                    one.Channel!,
                    null,
                    cancellationToken
                );
                break;
            case "link_shared" when !callback.IsExtSharedChannel:
                await unfurls.ShowAsync(workspace, one, cancellationToken);
                break;
        }
    }

    private async Task AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        var (workspace, kept, _, one) = question;
        var isRoom = one.ChannelType is not "im";
        var place = new SlackPlace(workspace, one.Channel!, isRoom ? one.ThreadTs ?? one.Ts : one.ThreadTs, isRoom);
        var id = Opaque(kept);
        var isSaid = kept.Attempt > 1 ? await IsSaidAsync(place, one.Ts!, id, cancellationToken) : false;
        if (isSaid is true)
        {
            return;
        }

        try
        {
            await AnswerAsync(question, place, id, perhapsSaid: isSaid is null, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            var words = phrasebook[locale.Language];
            await replies.SayAsync(place, OneSentence.Of(words["broken"], words), new(), id, cancellationToken);
            throw;
        }
    }

    private async Task AnswerAsync(
        Question question,
        SlackPlace place,
        string id,
        bool perhapsSaid,
        CancellationToken cancellationToken
    )
    {
        var (workspace, _, callback, one) = question;
        var found = await people.FindAsync(workspace, one.User!, cancellationToken);
        if (callback.IsExtSharedChannel || found is not { Person: { } person })
        {
            var words = phrasebook.Find(found.Person?.Locale) ?? phrasebook[locale.Language];
            var text = words[found.IsRead || callback.IsExtSharedChannel ? "outside" : "slack-unsure"];
            await replies.SayAsync(place, OneSentence.Of(text, words), new(), id, cancellationToken);
        }
        else if (SlackText.Read(one.Text, workspace.BotUser) is { Length: > 0 } asked)
        {
            var incoming = SlackIncoming.Of(person, place, asked);
            await replies.AnswerAsync(incoming, one.Ts!, id, perhapsSaid, cancellationToken);
        }
        else
        {
            await replies.SayAsync(place, welcome.Say(person.Locale, place.IsRoom), new(), id, cancellationToken);
        }
    }

    // Whether an earlier attempt came as far as saying it; null where Slack doesn't say.
    private async Task<bool?> IsSaidAsync(
        SlackPlace place,
        string since,
        string id,
        CancellationToken cancellationToken
    )
    {
        var history = await slack.HistoryAsync(
            place.Workspace.Token,
            place.Channel,
            place.Thread,
            since,
            cancellationToken
        );
        return history.Value?.Messages.Any(message => message.Metadata?.EventPayload?.Id == id);
    }

    private async Task OpenedAsync(SlackWorkspace workspace, SlackEvent one, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(workspace, one.User!, cancellationToken) is not { Person: { } person })
        {
            return;
        }

        if (one.Tab is "home")
        {
            await home.ShowAsync(workspace, person, cancellationToken);
        }
        else
        {
            var place = new SlackPlace(workspace, one.Channel!, Thread: null, IsRoom: false);
            await GreetAsync(place, person.Id, person.Locale, cancellationToken);
        }
    }

    private async Task GreetAsync(SlackPlace place, string whom, string? language, CancellationToken cancellationToken)
    {
        var (team, key) = (place.Workspace.Team, $"welcome:{whom}");
        if (await once.ClaimAsync(team, key, pause: null, cancellationToken))
        {
            var message = welcome.Say(language, place.IsRoom);
            var delivery = await replies.SayAsync(place, message, new(), id: null, cancellationToken);
            if (delivery.Outcome is not (DeliveryOutcome.Sent or DeliveryOutcome.Unknown))
            {
                await once.ReturnAsync(team, key, cancellationToken);
            }
        }
    }

    // Others in the workspace can read what is noted on a message.
    private static string Opaque(KeptEvent kept) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kept.Team}/{kept.Id}"))[..16]);

    private sealed record Question(SlackWorkspace Workspace, KeptEvent Kept, EventCallback Callback, SlackEvent One);
}
