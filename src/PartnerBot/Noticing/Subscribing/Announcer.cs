using PartnerBot.Asking;
using PartnerBot.Chats;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>Says at once, to a room or to somebody else, what an order means for them.</summary>
public sealed class Announcer(IEnumerable<IChatPlatform> platforms)
{
    /// <param name="recipient">An account or a room.</param>
    public Task<Delivery> SayAsync(Recipient recipient, Message message, CancellationToken cancellationToken) =>
        recipient.Address is { } address && platforms.Named(address.Platform) is { } platform
            ? platform.SendAsync(address, message, cancellationToken)
            : Task.FromResult(new Delivery(DeliveryOutcome.Unreachable, Reason: "platform is off"));

    /// <summary>Whether something that was said to them is there.</summary>
    /// <param name="id">As <see cref="Message.NoticeId"/>.</param>
    public Task<Sighting> FindAsync(Recipient recipient, string id, Tried tried, CancellationToken cancellationToken) =>
        recipient.Address is { } address && platforms.Named(address.Platform) is { } platform
            ? platform.FindAsync(address, id, tried, cancellationToken)
            : Task.FromResult(new Sighting(Seen.NeverKnown));
}
