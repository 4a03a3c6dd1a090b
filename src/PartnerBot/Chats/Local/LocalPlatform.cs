using System.Globalization;
using PartnerBot.Asking;
using PartnerBot.People;

namespace PartnerBot.Chats.Local;

/// <summary>Speaks first on the chat page of this machine, which has no rooms.</summary>
internal sealed class LocalPlatform(LocalInbox inbox) : IChatPlatform
{
    public const string PlatformName = "local";

    private static readonly Delivery Down = new(DeliveryOutcome.Later, Reason: "database");

    public string Name => PlatformName;

    /// <summary>The machine.</summary>
    public static string Realm => Environment.MachineName;

    public async Task<Delivery> SendAsync(
        ConversationAddress address,
        Message message,
        CancellationToken cancellationToken
    ) =>
        Refusal(address)
        ?? (
            await inbox.AddAsync(address.Id, message, cancellationToken) is { } id
                ? new(DeliveryOutcome.Sent, id.ToString(CultureInfo.InvariantCulture))
                : Down
        );

    public async Task<Delivery> UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    )
    {
        if (Refusal(address) is { } refusal)
        {
            return refusal;
        }

        var replaced = long.TryParse(messageId, CultureInfo.InvariantCulture, out var id)
            ? await inbox.ReplaceAsync(address.Id, id, message, cancellationToken)
            : 0;
        return replaced switch
        {
            null => Down,
            0 => new(DeliveryOutcome.Refused, Reason: "no such message"),
            _ => new(DeliveryOutcome.Sent, messageId),
        };
    }

    public async Task<Sighting> FindAsync(
        ConversationAddress address,
        string notice,
        Tried tried,
        CancellationToken cancellationToken
    ) =>
        await inbox.FindAsync(address.Id, notice, cancellationToken) switch
        {
            null => new(Seen.NotNow, Reason: Down.Reason),
            [] => new(Seen.No),
            [var id, ..] => new(Seen.Yes, id.ToString(CultureInfo.InvariantCulture)),
        };

    /// <summary>Nobody confirms who they are here.</summary>
    public Task<IReadOnlyList<Account>?> FindAccountsAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Account>?>([]);

    public Task<Account?> DescribeAsync(Asker account, CancellationToken cancellationToken) =>
        Task.FromResult(
            account.Realm == Realm ? new Account(account, Email: null, Locale: null, TimeZone: null) : null
        );

    private static Delivery? Refusal(ConversationAddress address) =>
        address.Kind is AddressKind.Room ? new(DeliveryOutcome.Refused, Reason: "no rooms")
        : address.Realm != Realm ? new(DeliveryOutcome.Unreachable, Reason: "another machine")
        : null;
}
