using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;
using Spectre.Console;

namespace PartnerBot.Noticing;

/// <param name="What">A state, <c>show</c> or <c>retry</c>; null is a summary.</param>
/// <param name="Ids">Of <c>show</c> and <c>retry</c>; none retries all that were given up.</param>
internal sealed record NoticesOptions(string? What, IReadOnlyList<string> Ids);

/// <summary>
/// <c>notices</c>: the ledger for operators. How many notices are in each state; <c>notices failed</c> (or any state) lists those,
/// <c>notices show ID</c> shows one, <c>notices retry [ID …]</c> has what was given up tried again. It works beside a service.
/// </summary>
internal static class NoticesCommand
{
    private const int Most = 200;

    // What may be told again: of what is unknown, an operator may know that it did not arrive.
    private static readonly NoticeState[] Ended = [NoticeState.Failed, NoticeState.Unreachable, NoticeState.Unknown];

    /// <returns>0, or 1 where there is nothing of what was asked for.</returns>
    /// <exception cref="StartException">The database can't be used, or the words say nothing.</exception>
    public static async Task<int> RunAsync(
        NoticesOptions options,
        string[] settings,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddCommand(output).AddPartnerBot();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Database>().OpenAsync(exclusive: false, cancellationToken);
        await using var db = await app
            .Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>()
            .CreateDbContextAsync(cancellationToken);
        var console = Hosting.ConsoleOn(output);
        return options.What switch
        {
            null => await SummariseAsync(db, console, cancellationToken),
            "show" => await ShowAsync(db, IdsOf(options), console, cancellationToken),
            "retry" => await RetryAsync(db, IdsOf(options), console, cancellationToken),
            var state
                when Enum.TryParse<NoticeState>(state, ignoreCase: true, out var known) && !char.IsDigit(state[0]) =>
                await ListAsync(db, known, console, cancellationToken),
            var other => throw new StartException(
                $"There is no \"notices {other}\"; put one of {string.Join(", ", Enum.GetNames<NoticeState>()).ToLowerInvariant()}, show or retry."
            ),
        };
    }

    private static List<long> IdsOf(NoticesOptions options) =>
        [
            .. options.Ids.Select(text =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : throw new StartException($"\"{text}\" is no notice; `notices failed` lists them with their ids.")
            ),
        ];

    private static async Task<int> SummariseAsync(
        PartnerBotDb db,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        var counts = await db
            .Notices.GroupBy(row => row.State)
            .Select(same => new { State = same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.State, same => same.Count, cancellationToken);
        var bookmark = await db
            .Bookmarks.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Name == BookmarkRow.Registry, cancellationToken);
        foreach (var state in Enum.GetValues<NoticeState>())
        {
            console.Write(new Text($"{NameOf(state), -12} {counts.GetValueOrDefault(state)}\n"));
        }

        console.Write(
            new Text(
                bookmark switch
                {
                    null => "The registry was not followed yet.\n",
                    { IsOfFeed: false } =>
                        "The registry has no feed: what it says is compared with what it said before.\n",
                    _ => $"The registry's feed is told up to sequence {bookmark.Position - bookmark.Ahead}.\n",
                }
            )
        );
        return 0;
    }

    private static async Task<int> ListAsync(
        PartnerBotDb db,
        NoticeState state,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Notices.AsNoTracking()
            .Where(row => row.State == state)
            .OrderByDescending(row => row.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            console.Write(new Text($"No notice is {NameOf(state)}.\n"));
            return 1;
        }

        foreach (var row in rows)
        {
            console.Write(new Text($"{LineOf(row)}\n"));
        }

        return 0;
    }

    private static async Task<int> ShowAsync(
        PartnerBotDb db,
        List<long> ids,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        var rows = await db.Notices.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var change = await db
                .Changes.AsNoTracking()
                .FirstOrDefaultAsync(one => one.Sequence == row.Sequence, cancellationToken);
            string?[] lines =
            [
                LineOf(row),
                change is null
                    ? null
                    : $"  change: {change.Kind} {change.Field} of {change.Partner}, {Instant(change.At)}, by {change.Actor}",
                $"  noticed: {Instant(row.CreatedAt)}, due: {Instant(row.Due)}",
                $"  attempts: {row.Attempts}{(row.TriedAt is { } at ? $", the last {Instant(at)}" : "")}{(row.Repeated ? ", said again" : "")}",
                row.Message is null ? null : $"  message: {row.Message}, the platform's id: {row.MessageId ?? "none"}",
                row.Place is null ? null : $"  place: {row.Place}",
            ];
            console.Write(new Text($"{string.Join('\n', lines.OfType<string>())}\n"));
        }

        return rows.Count > 0 ? 0 : throw new StartException("Name the id of a notice; `notices failed` lists some.");
    }

    private static async Task<int> RetryAsync(
        PartnerBotDb db,
        List<long> ids,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var again = db.Notices.Where(row =>
            ids.Count == 0 ? row.State == NoticeState.Failed : ids.Contains(row.Id) && Ended.Contains(row.State)
        );
        var lanes = await again.Select(row => row.Recipient).Distinct().ToListAsync(cancellationToken);
        var count = await again.ExecuteUpdateAsync(
            row =>
                row.SetProperty(one => one.State, NoticeState.Pending)
                    .SetProperty(one => one.Due, one => one.CreatedAt)
                    .SetProperty(one => one.Attempts, 0)
                    .SetProperty(one => one.AlertedAt, (DateTimeOffset?)null)
                    .SetProperty(one => one.Reason, (string?)null),
            cancellationToken
        );
        await db
            .Lanes.Where(lane => lanes.Contains(lane.Recipient))
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(lane => lane.Due, lane => lane.HeldUntil)
                        .SetProperty(lane => lane.Arrived, lane => lane.Arrived + 1),
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
        console.Write(
            new Text($"{(count == 1 ? "1 notice is" : $"{count} notices are")} tried again by the service that runs.\n")
        );
        return count > 0 ? 0 : 1;
    }

    private static string LineOf(NoticeRow row) =>
        $"{row.Id} {NameOf(row.State)} change {row.Sequence} of {row.Partner} to {row.Recipient}{(row.Reason is null ? "" : $": {row.Reason}")}";

    private static string NameOf(NoticeState state) => state.ToString().ToLowerInvariant();

    private static string Instant(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
