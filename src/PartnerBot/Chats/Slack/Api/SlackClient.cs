using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>The methods of Slack's Web API that are called here, each once and in one attempt.</summary>
internal sealed class SlackClient(SlackHttp http)
{
    public Task<SlackResult<AuthTest>> TestAsync(string token, CancellationToken cancellationToken) =>
        AskAsync(SlackMethod.AuthTest, token, [], SlackJson.Web.AuthTest, cancellationToken);

    /// <param name="thread">The <c>ts</c> of the message that the thread begins with.</param>
    /// <param name="id">Ours, opaque; noted on the message, see <see cref="MessageMetadata"/>.</param>
    public Task<SlackResult<PostedMessage>> PostMessageAsync(
        string token,
        string channel,
        string? thread,
        SlackMessage message,
        string? id,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.PostMessage,
            token,
            [("channel", channel), ("thread_ts", thread), ("metadata", Metadata(id))],
            SlackJson.Web.PostedMessage,
            cancellationToken,
            message
        );

    /// <summary>Seen by one member of the channel alone, until they reload.</summary>
    public Task<SlackResult<SlackAnswer>> PostEphemeralAsync(
        string token,
        string channel,
        string? thread,
        string user,
        SlackMessage message,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.PostEphemeral,
            token,
            [("channel", channel), ("thread_ts", thread), ("user", user)],
            SlackJson.Web.SlackAnswer,
            cancellationToken,
            message
        );

    public Task<SlackResult<PostedMessage>> UpdateMessageAsync(
        string token,
        string channel,
        string ts,
        SlackMessage message,
        string? id,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.UpdateMessage,
            token,
            [("channel", channel), ("ts", ts), ("metadata", Metadata(id))],
            SlackJson.Web.PostedMessage,
            cancellationToken,
            message
        );

    /// <param name="unfurls">The blocks by address, as JSON.</param>
    public Task<SlackResult<SlackAnswer>> UnfurlAsync(
        string token,
        UnfurlPlace place,
        string unfurls,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.Unfurl,
            token,
            place is { Source: { } source, UnfurlId: { } id }
                ? [("unfurl_id", id), ("source", source), ("unfurls", unfurls)]
                : [("channel", place.Channel), ("ts", place.Ts), ("unfurls", unfurls)],
            SlackJson.Web.SlackAnswer,
            cancellationToken
        );

    /// <summary>Opens the bot's own chat with somebody, or gives the one that is open.</summary>
    public Task<SlackResult<OpenedConversation>> OpenConversationAsync(
        string token,
        string user,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.OpenConversation,
            token,
            [("users", user)],
            SlackJson.Web.OpenedConversation,
            cancellationToken
        );

    public Task<SlackResult<OpenedConversation>> ConversationInfoAsync(
        string token,
        string channel,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.ConversationInfo,
            token,
            [("channel", channel)],
            SlackJson.Web.OpenedConversation,
            cancellationToken
        );

    public Task<SlackResult<MemberList>> MembersAsync(
        string token,
        string channel,
        string? cursor,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.Members,
            token,
            [("channel", channel), ("cursor", cursor), ("limit", "1000")],
            SlackJson.Web.MemberList,
            cancellationToken
        );

    /// <summary>The newest messages of a channel, or of one of its threads, with what was noted on them.</summary>
    /// <param name="oldest">The <c>ts</c> to begin with.</param>
    /// <param name="latest">The <c>ts</c> to end with; null is now.</param>
    public Task<SlackResult<MessageHistory>> HistoryAsync(
        string token,
        string channel,
        string? thread,
        string oldest,
        CancellationToken cancellationToken,
        string? latest = null,
        string? cursor = null
    ) =>
        AskAsync(
            thread is null ? SlackMethod.History : SlackMethod.Replies,
            token,
            [
                ("channel", channel),
                ("ts", thread),
                ("oldest", oldest),
                ("latest", latest),
                ("cursor", cursor),
                ("inclusive", "true"),
                ("include_all_metadata", "true"),
                ("limit", "100"),
            ],
            SlackJson.Web.MessageHistory,
            cancellationToken
        );

    public Task<SlackResult<SlackAnswer>> ReactAsync(
        string token,
        string channel,
        string ts,
        string emoji,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.React,
            token,
            [("channel", channel), ("timestamp", ts), ("name", emoji)],
            SlackJson.Web.SlackAnswer,
            cancellationToken
        );

    public Task<SlackResult<UserAnswer>> UserAsync(string token, string user, CancellationToken cancellationToken) =>
        AskAsync(
            SlackMethod.User,
            token,
            [("user", user), ("include_locale", "true")],
            SlackJson.Web.UserAnswer,
            cancellationToken
        );

    public Task<SlackResult<UserAnswer>> UserByEmailAsync(
        string token,
        string email,
        CancellationToken cancellationToken
    ) => AskAsync(SlackMethod.UserByEmail, token, [("email", email)], SlackJson.Web.UserAnswer, cancellationToken);

    /// <param name="trigger">Good for 3 s after somebody did something.</param>
    /// <param name="view">As JSON.</param>
    public Task<SlackResult<OpenedView>> OpenViewAsync(
        string token,
        string trigger,
        string view,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.OpenView,
            token,
            [("trigger_id", trigger), ("view", view)],
            SlackJson.Web.OpenedView,
            cancellationToken
        );

    public Task<SlackResult<OpenedView>> UpdateViewAsync(
        string token,
        string id,
        string view,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.UpdateView,
            token,
            [("view_id", id), ("view", view)],
            SlackJson.Web.OpenedView,
            cancellationToken
        );

    /// <summary>Shows it in somebody's App Home.</summary>
    public Task<SlackResult<OpenedView>> PublishViewAsync(
        string token,
        string user,
        string view,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            SlackMethod.PublishView,
            token,
            [("user_id", user), ("view", view)],
            SlackJson.Web.OpenedView,
            cancellationToken
        );

    private static string? Metadata(string? id) =>
        id is null ? null : JsonSerializer.Serialize(MessageMetadata.Of(id), SlackJson.Web.MessageMetadata);

    private Task<SlackResult<T>> AskAsync<T>(
        SlackMethod method,
        string token,
        IReadOnlyList<(string Name, string? Value)> arguments,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken,
        SlackMessage? message = null
    )
        where T : SlackAnswer =>
        http.AskAsync(
            method,
            new("Bearer", token),
            arguments,
            type,
            cancellationToken,
            message is null ? null : SlackForm.Of(message)
        );
}
