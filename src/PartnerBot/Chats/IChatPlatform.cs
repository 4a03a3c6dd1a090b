using PartnerBot.Asking;

namespace PartnerBot.Chats;

/// <summary>A platform on which the bot can speak first.</summary>
public interface IChatPlatform
{
    /// <summary><c>teams</c> or <c>slack</c>, as in <see cref="People.Asker.Platform"/>.</summary>
    string Name { get; }

    /// <summary>Says it once; whether it is to be tried again is the caller's to decide, by the outcome.</summary>
    Task<Delivery> SendAsync(ConversationAddress address, Message message, CancellationToken cancellationToken);

    /// <summary>Puts another message in the place of one that was sent.</summary>
    /// <param name="address">Where it was sent.</param>
    /// <param name="messageId">As <see cref="Delivery.MessageId"/> gave it.</param>
    Task<Delivery> UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    );
}

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
);
