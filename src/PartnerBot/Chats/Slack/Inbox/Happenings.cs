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
    SlackRooms rooms,
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

    /// <summary>Whether the app is no longer to speak to the workspace.</summary>
    public static bool IsRemoval(SlackEvent one) => one.Type is "app_uninstalled" or "tokens_revoked";

    /// <returns>Whether it is done; else it is to be taken up again.</returns>
    public async Task<bool> ActAsync(
        KeptEvent kept,
        EventCallback callback,
        SlackEvent one,
        CancellationToken cancellationToken
    )
    {
        if (IsRemoval(one))
        {
            // Slack tells the time in whole seconds.
            var at = DateTimeOffset.FromUnixTimeSeconds(callback.EventTime + 1);
            return await workspaces.RemoveAsync(kept.Team, at, cancellationToken);
        }

        var found = await workspaces.FindAsync(kept.Team, cancellationToken);
        if (found.Workspace is not { } workspace)
        {
            return found.IsRead;
        }

        switch (one.Type)
        {
            case "message" or "app_mention":
                return await AnswerAsync(new(workspace, kept, callback, one), cancellationToken);
            case "app_home_opened":
                await OpenedAsync(workspace, one, cancellationToken);
                break;
            case "member_joined_channel" when one.User == workspace.BotUser:
                if (!await rooms.JoinedAsync(workspace, one.Channel!, cancellationToken))
                {
                    return false;
                }

                var room = new SlackPlace(workspace, one.Channel!, Thread: null, IsRoom: true);
                await GreetAsync(room, one.Channel!, language: null, cancellationToken);
                break;
            case "link_shared" when !callback.IsExtSharedChannel:
                await unfurls.ShowAsync(workspace, one, cancellationToken);
                break;
        }

        return true;
    }

    private async Task<bool> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        var (workspace, kept, _, one) = question;
        var isRoom = one.ChannelType is not "im";
        var place = new SlackPlace(workspace, one.Channel!, isRoom ? one.ThreadTs ?? one.Ts : one.ThreadTs, isRoom);
        var id = Opaque(kept);
        var isSaid = kept.Attempt > 1 ? await IsSaidAsync(place, one.Ts!, id, cancellationToken) : false;
        if (isSaid is true)
        {
            return true;
        }

        try
        {
            // What nobody knows whether it was said is looked for, and then said again.
            var delivery = await AnswerAsync(question, place, id, perhapsSaid: isSaid is null, cancellationToken);
            return delivery.Outcome is not DeliveryOutcome.Unknown;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await SayAsync(place, "broken", language: null, id, cancellationToken);
            throw;
        }
    }

    private async Task<Delivery> AnswerAsync(
        Question question,
        SlackPlace place,
        string id,
        bool perhapsSaid,
        CancellationToken cancellationToken
    )
    {
        var (workspace, _, callback, one) = question;
        var found = await people.FindAsync(workspace, one.User!, cancellationToken);
        if (found.Person is not { } person)
        {
            return await SayAsync(place, found.IsRead ? "not-ours" : "slack-unsure", null, id, cancellationToken);
        }

        var readers = await ReadersAsync(place, callback, cancellationToken);
        if (readers is not Readers.Ours)
        {
            var key = readers is Readers.Outside ? "outside" : "slack-unsure";
            return await SayAsync(place, key, person.Locale, id, cancellationToken);
        }

        return SlackText.Read(one.Text, workspace.BotUser) is { Length: > 0 } asked
            ? await replies.AnswerAsync(
                SlackIncoming
                    .Of(person, place, asked)
                    .Openly(await people.MentionedAsync(workspace, one.Text, cancellationToken)),
                one.Ts!,
                id,
                perhapsSaid,
                cancellationToken
            )
            : await replies.SayAsync(place, welcome.Say(person.Locale, place.IsRoom), new(), id, cancellationToken);
    }

    private async Task<Readers> ReadersAsync(
        SlackPlace place,
        EventCallback callback,
        CancellationToken cancellationToken
    ) =>
        callback.IsExtSharedChannel ? Readers.Outside
        : !place.IsRoom ? Readers.Ours
        : (await rooms.ReadersAsync(place.Workspace, place.Channel, cancellationToken)).Readers;

    private Task<Delivery> SayAsync(
        SlackPlace place,
        string key,
        string? language,
        string id,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook.First(locale, language);
        return replies.SayAsync(place, OneSentence.Of(words[key], words), new(), id, cancellationToken);
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
        return history.Value?.Messages.Any(message => message.Noted == id);
    }

    private async Task OpenedAsync(SlackWorkspace workspace, SlackEvent one, CancellationToken cancellationToken)
    {
        var found = await people.FindAsync(workspace, one.User!, cancellationToken);
        if (found.Person is not { } person)
        {
            await home.SayAsync(workspace, one.User!, found.IsRead ? "not-ours" : "slack-unsure", cancellationToken);
        }
        else if (one.Tab is "home")
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
