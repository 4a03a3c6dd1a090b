using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Says on a message who has acknowledged what it tells: the owner sees everybody, others see that they have themselves.</summary>
internal static class SeenBy
{
    public static bool IsOwner(Recipient recipient, IEnumerable<SeenChange> seen) =>
        recipient.Person is { } person && seen.Any(one => one.Partner.Owner?.Id == person);

    /// <returns>A line each.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        PartnerBotDb db,
        Recipient recipient,
        IReadOnlyList<SeenChange> seen,
        Words words,
        (DateTimeOffset Now, TimeZoneInfo Zone) here,
        CancellationToken cancellationToken
    )
    {
        var (isOwner, key) = (IsOwner(recipient, seen), recipient.Key);
        List<long> sequences = [.. seen.Select(one => one.Change.Sequence)];
        var rows = await db
            .Acknowledgements.AsNoTracking()
            .Where(row => sequences.Contains(row.Sequence) && (isOwner || row.Recipient == key))
            .OrderBy(row => row.At)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.DistinctBy(row => row.By)
                .Select(row =>
                    words[
                        "notice-acknowledged",
                        PlainText.Clean(row.Name ?? words["notice-acknowledged-someone"]),
                        words.Clock(row.At, here.Now, here.Zone)
                    ]
                ),
        ];
    }
}
