using PartnerBot.Asking;
using PartnerBot.People;

namespace PartnerBot.Chats;

/// <summary>A platform on which the bot can speak first.</summary>
public interface IChatPlatform
{
    /// <summary><c>teams</c>, <c>slack</c> or <c>local</c>, as in <see cref="People.Asker.Platform"/>.</summary>
    string Name { get; }

    /// <summary>Says it once; whether it is to be tried again is the caller's to decide, by the outcome.</summary>
    Task<Delivery> SendAsync(ConversationAddress address, Message message, CancellationToken cancellationToken);

    /// <summary>Something is about to be said to all these: what is to be known for that can be read at once. It never fails.</summary>
    Task PrepareAsync(IReadOnlyCollection<ConversationAddress> addresses, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Puts another message in the place of one that was sent.</summary>
    /// <param name="address">Where it was sent.</param>
    /// <param name="messageId">As <see cref="Delivery.MessageId"/> gave it.</param>
    Task<Delivery> UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    );

    /// <summary>Whether a message that tells this notice stands there, as the platform itself has it.</summary>
    /// <param name="address">Where it was sent.</param>
    /// <param name="notice">As <see cref="Message.NoticeId"/>.</param>
    Task<Sighting> FindAsync(
        ConversationAddress address,
        string notice,
        Tried tried,
        CancellationToken cancellationToken
    ) => Task.FromResult(new Sighting(Seen.NeverKnown));

    /// <summary>The accounts that the platform confirms to be of this e-mail address, where the bot is installed.</summary>
    /// <returns>Null where the platform can't be asked now.</returns>
    Task<IReadOnlyList<Account>?> FindAccountsAsync(string email, CancellationToken cancellationToken);

    /// <summary>What the platform says of an account; null where it is nobody of the company, or the platform can't be asked now.</summary>
    Task<Account?> DescribeAsync(Asker account, CancellationToken cancellationToken);
}

internal static class ChatPlatforms
{
    /// <summary>Null where the platform is off.</summary>
    public static IChatPlatform? Named(this IEnumerable<IChatPlatform> platforms, string name) =>
        platforms.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal));
}

/// <summary>Somebody's account, as the platform describes it.</summary>
/// <param name="Email">Confirmed by the platform, in lower case; null where it is not.</param>
/// <param name="Locale">The language of their client, such as <c>id-ID</c>.</param>
/// <param name="TimeZone">The IANA name of their zone.</param>
public sealed record Account(Asker Asker, string? Email, string? Locale, string? TimeZone);

/// <summary>When something was begun to be sent, first and last.</summary>
public sealed record Tried(DateTimeOffset First, DateTimeOffset Last);

public enum Seen
{
    Yes,

    /// <summary>It is not there, and the platform would show it.</summary>
    No,

    /// <summary>The platform doesn't say now, and is to be asked again.</summary>
    NotNow,

    /// <summary>The platform never says.</summary>
    NeverKnown,
}

/// <param name="MessageId">The platform's id of the message; null unless seen.</param>
/// <param name="RetryAfter">When to ask again, where it is <see cref="Seen.NotNow"/>.</param>
/// <param name="Reason">The platform's code for why it doesn't say.</param>
public sealed record Sighting(Seen Seen, string? MessageId = null, TimeSpan? RetryAfter = null, string? Reason = null);

public enum DeliveryOutcome
{
    Sent,

    /// <summary>Not sent, and to be tried again, not before <see cref="Delivery.RetryAfter"/>.</summary>
    Later,

    /// <summary>Perhaps sent: the platform did not say.</summary>
    Unknown,

    /// <summary>Not sent, and not to be tried before the app is installed there again.</summary>
    Unreachable,

    /// <summary>Not sent, and never will be.</summary>
    Refused,
}

/// <summary>What became of a message.</summary>
/// <param name="MessageId">The platform's id of it; null unless sent.</param>
/// <param name="Reason">The platform's code for why it was not sent, such as <c>ConversationBlockedByUser</c>; never anybody's text.</param>
public sealed record Delivery(
    DeliveryOutcome Outcome,
    string? MessageId = null,
    TimeSpan? RetryAfter = null,
    string? Reason = null
)
{
    /// <summary>The reason of a room in which people of another company read along.</summary>
    public const string Shared = "shared with another company";
}
