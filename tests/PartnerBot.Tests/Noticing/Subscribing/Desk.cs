using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Noticing.Subscribing;

/// <summary>Where orders are given: Netflix, HOOQ and one partner that nobody may see, and a platform that takes what it is told to say.</summary>
internal sealed class Desk : IChatPlatform, IDisposable
{
    public const string Me = "account:local:test:dewi";
    public const string Room = "room:local:test:C1";

    private readonly House house;

    public Desk()
    {
        house = new(
            services =>
                services.AddSingleton<IChatPlatform>(this).AddSingleton(new AdminSettings(["dewi@example.com"])),
            Sample.Netflix with
            {
                Owner = new("p-rina", "Rina", "rina@example.com"),
            },
            Sample.Of("hooq", "HOOQ"),
            Sample.Of("zenith-tv", "Zenith TV") with
            {
                Visibility = Visibility.Restricted,
            }
        );
    }

    public House House => house;

    public string Name => "local";

    /// <summary>What became of what is said from now on.</summary>
    public DeliveryOutcome Outcome { get; set; } = DeliveryOutcome.Sent;

    /// <summary>What the platform says of everybody's account.</summary>
    public Account? Described { get; set; }

    /// <summary>Where something was said unasked, and what.</summary>
    public List<(string Where, string Said)> Said { get; } = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<Message> AskAsync(string words, string? language = null) =>
        await house.AskAsync(words, asked => asked with { Language = language });

    /// <summary>The same as a command in a channel, which is answered privately.</summary>
    /// <param name="openly">It mentions the bot, and the answer is read by all.</param>
    public Task<Message> AskInRoomAsync(string words, bool openly = false) =>
        house.AskAsync(words, asked => asked with { InRoom = true, Room = "C1", Name = "Dewi", Openly = openly });

    public Task<Message> AskMentioningAsync(string words, params string[] whom) =>
        house.AskAsync(
            words,
            asked =>
                asked with
                {
                    Name = "Dewi",
                    Mentioned =
                    [
                        .. whom.Select(id => new Mentioned(
                            new("local", "test", id),
                            char.ToUpperInvariant(id[0]) + id[1..]
                        )),
                    ],
                }
        );

    public async Task<List<T>> RowsAsync<T>(Func<PartnerBotDb, IQueryable<T>> rows)
    {
        await using var db = await house.DatabaseAsync();
        return await rows(db).ToListAsync(Cancelled);
    }

    public Task<List<string>> SubscribedAsync() =>
        RowsAsync(db =>
            db.Subscriptions.OrderBy(row => row.Id).Select(row => row.Recipient + " " + row.Partner + "/" + row.Track)
        );

    public async Task AddAsync(params IEnumerable<object> rows)
    {
        await using var db = await house.DatabaseAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancelled);
    }

    /// <summary>The database takes nothing more of this table.</summary>
    public Task BreakAsync(string table) => RunAsync($"DROP TABLE \"{table}\"");

    /// <summary>Something waits for them, to be looked at much later.</summary>
    public Task WaitAsync(string recipient) =>
        AddAsync(
            new LaneRow
            {
                Recipient = recipient,
                Platform = "",
                Realm = "",
                Due = Sample.Now.AddDays(1),
            }
        );

    /// <summary>Whether what waits for them is looked at now.</summary>
    public async Task<bool> IsAwakeAsync(string recipient) =>
        (await RowsAsync(db => db.Lanes.Where(row => row.Recipient == recipient))).Single().Due
        == house.Time.GetUtcNow();

    public void Dispose() => house.Dispose();

    private async Task RunAsync(string sql)
    {
        await using var db = await house.DatabaseAsync();
        await db.Database.ExecuteSqlRawAsync(sql, Cancelled);
    }

    Task<Delivery> IChatPlatform.SendAsync(
        ConversationAddress address,
        Message message,
        CancellationToken cancellationToken
    )
    {
        if (Outcome is DeliveryOutcome.Sent)
        {
            Said.Add((address.Text, message.Text));
        }

        return Task.FromResult(new Delivery(Outcome));
    }

    Task<Delivery> IChatPlatform.UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    Task<IReadOnlyList<Account>?> IChatPlatform.FindAccountsAsync(string email, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<Account?> IChatPlatform.DescribeAsync(Asker account, CancellationToken cancellationToken) =>
        Task.FromResult(Described);
}
