using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.People;

namespace PartnerBot.Tests.Storage;

/// <summary>A platform that knows accounts alone.</summary>
internal sealed class FakePlatform(string name) : IChatPlatform
{
    private int described;

    public string Name => name;

    public Func<string, IReadOnlyList<Account>?> Find { get; init; } = _ => [];

    public Func<Asker, Account?> Describe { get; init; } = _ => null;

    /// <summary>How often it described somebody.</summary>
    public int Described => described;

    public Task<IReadOnlyList<Account>?> FindAccountsAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(Find(email));

    public Task<Account?> DescribeAsync(Asker account, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref described);
        return Task.FromResult(Describe(account));
    }

    public Task<Delivery> SendAsync(
        ConversationAddress address,
        Message message,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<Delivery> UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
