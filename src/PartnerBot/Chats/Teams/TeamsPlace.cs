using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace PartnerBot.Chats.Teams;

/// <summary>A chat, a channel or a thread of one in Teams, and how it is reached.</summary>
/// <param name="Conversation">The platform's id, without a thread's.</param>
/// <param name="Person">The directory object id of whose personal chat it is; null elsewhere.</param>
/// <param name="Team">The id of the team that the channel belongs to; null elsewhere.</param>
/// <param name="Bot">The bot's own id there.</param>
/// <param name="Thread">The id of the message that the thread begins with.</param>
internal sealed record TeamsPlace(
    string Tenant,
    string Conversation,
    string? Person,
    string? Team,
    string ServiceUrl,
    string Bot,
    string? Thread = null
)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>The id that messages are sent to.</summary>
    public string Target => Thread is null ? Conversation : $"{Conversation}{ThreadMark}{Thread}";

    public bool IsRoom => Person is null;

    public ConversationAddress Address =>
        Person is null
            ? new(TeamsPlatform.PlatformName, Tenant, AddressKind.Room, Conversation, Thread)
            : new(TeamsPlatform.PlatformName, Tenant, AddressKind.Person, Person);

    /// <summary>Where an activity comes from; null where it doesn't say.</summary>
    public static TeamsPlace? Of(Activity activity)
    {
        var data = activity.GetChannelData<TeamsChannelData>();
        var tenant = activity.Conversation?.TenantId ?? data?.Tenant?.Id;
        if (
            tenant is not { Length: > 0 }
            || activity.Conversation?.Id is not { Length: > 0 } id
            || activity.Recipient?.Id is not { } bot
        )
        {
            return null;
        }

        var parts = id.Split(ThreadMark, 2);
        return new(
            tenant,
            parts[0],
            IsPersonal(activity.Conversation) ? PersonOf(activity.From) : null,
            data?.Team?.Id,
            activity.ServiceUrl,
            bot,
            parts.Length > 1 ? parts[1] : null
        );
    }

    /// <summary>Who it is from: their id in the directory, or where there is none, as in the playground, in the chat.</summary>
    public static string? PersonOf(ChannelAccount? from) => from?.AadObjectId is { Length: > 0 } id ? id : from?.Id;

    private static bool IsPersonal(ConversationAccount conversation) =>
        conversation.ConversationType is "personal"
        || (conversation.ConversationType is null && conversation.IsGroup is not true);
}
