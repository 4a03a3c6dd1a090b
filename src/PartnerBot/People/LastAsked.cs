using Microsoft.EntityFrameworkCore;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.People;

public sealed record LastAsk(PartnerId Partner, DateTimeOffset At);

/// <summary>
/// Which partner each asker asked about last. It is a convenience: a database that fails costs the memory, never the
/// answer, and is logged once until it works again.
/// </summary>
public sealed partial class LastAsked(IDbContextFactory<PartnerBotDb> contexts, ILogger<LastAsked> log)
{
    private int failing;

    /// <summary>Null where the asker has not asked yet, or the database can't say.</summary>
    public async Task<LastAsk?> FindAsync(Asker asker, CancellationToken cancellationToken)
    {
        LastAsk? found = null;
        await TryAsync(
            async db =>
                found = await db
                    .LastAsked.Where(row =>
                        row.Platform == asker.Platform && row.Realm == asker.Realm && row.Id == asker.Id
                    )
                    .Select(row => new LastAsk(new PartnerId(row.Partner), row.At))
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return found;
    }

    public Task RememberAsync(Asker asker, PartnerId partner, DateTimeOffset at, CancellationToken cancellationToken) =>
        // One statement that both stores know, so that two questions at once can't collide.
        TryAsync(
            db =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "LastAsked" ("Platform", "Realm", "Id", "Partner", "At")
                    VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {partner.Value}, {at.UtcTicks})
                    ON CONFLICT ("Platform", "Realm", "Id")
                    DO UPDATE SET "Partner" = excluded."Partner", "At" = excluded."At"
                    """,
                    cancellationToken
                ),
            cancellationToken
        );

    private async Task TryAsync(Func<PartnerBotDb, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await act(db);
            Interlocked.Exchange(ref failing, 0);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (Interlocked.Exchange(ref failing, 1) == 0)
            {
                LogForgetful(exception.GetType().Name, exception.Message);
            }
        }
    }

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The database can't be used, so who asked about what is not remembered ({Failure}: {Reason}); run doctor"
    )]
    private partial void LogForgetful(string failure, string reason);
}
