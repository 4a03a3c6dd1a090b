using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>
/// Who speaks to the bot where it can speak first: when, in which language and zone, and as whom their platform describes them,
/// which is asked once a day. All of it is noted behind the answer, which it never costs.
/// </summary>
public sealed partial class Speakers(
    IEnumerable<IChatPlatform> platforms,
    Memory memory,
    TimeProvider clock,
    ILogger<Speakers> log
) : IAsyncDisposable, IDisposable
{
    private const int MostNoted = 10_000;
    private const int MostDescribed = 1_000;

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DescribedFor = TimeSpan.FromDays(1);
    private static readonly object Known = new();

    private readonly Recent<Asker, object> recent = new(clock, Between);
    private readonly Behind noting = new(MostNoted);
    private readonly Behind describing = new(MostDescribed);
    private readonly CancellationTokenSource ending = new();

    /// <summary>They asked something.</summary>
    public void Spoke(Asked asked)
    {
        if (recent.Find(asked.Asker) is null && PlatformOf(asked.Asker) is not null)
        {
            recent.Keep(asked.Asker, Known);
            var zone = asked.TimeZone is { HasIanaId: true } known ? known.Id : null;
            noting.Add(() => NoteAsync(new(asked.Asker, Email: null, asked.LanguageHint, zone)));
        }
    }

    /// <summary>They have the app now, and may be looked for before they say anything.</summary>
    public void Met(Asker person) => describing.Add(() => DescribeAsync(person));

    /// <summary>Is done when all who spoke so far are noted, or lost.</summary>
    internal Task Noted => noting.Done;

    /// <summary>And when those of them are described who are to be.</summary>
    internal async Task IdleAsync()
    {
        await noting.Done;
        await describing.Done;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await IdleAsync();
        ending.Dispose();
    }

    /// <summary>Without waiting for what is being noted.</summary>
    public void Dispose() => ending.Cancel();

    private IChatPlatform? PlatformOf(Asker person) => platforms.Named(person.Platform);

    private async Task NoteAsync(Account account)
    {
        var (now, who, isDescribed) = (clock.GetUtcNow(), account.Asker, true);
        await memory.TryAsync(
            async (db, until) =>
            {
                await AccountWriting.SpokeAsync(db, account, now, until);
                isDescribed = await db.Accounts.AnyAsync(
                    row =>
                        row.Platform == who.Platform
                        && row.Realm == who.Realm
                        && row.Id == who.Id
                        && row.DescribedAt > now - DescribedFor,
                    until
                );
            },
            CancellationToken.None
        );
        if (!isDescribed)
        {
            Met(who);
        }
    }

    private async Task DescribeAsync(Asker person)
    {
        try
        {
            if (PlatformOf(person) is { } platform && await platform.DescribeAsync(person, ending.Token) is { } account)
            {
                await memory.TryAsync(
                    (db, until) => AccountWriting.DescribedAsync(db, account, clock.GetUtcNow(), until),
                    ending.Token
                );
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // It is asked again when they next speak.
        }
        catch (Exception exception)
        {
            LogNotDescribed(exception, person.Platform, person.Realm);
        }
    }

    [LoggerMessage(82, LogLevel.Error, "An account on {Platform} in {Realm} could not be described")]
    private partial void LogNotDescribed(Exception exception, string platform, string realm);
}
