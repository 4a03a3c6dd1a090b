using System.Text.Json;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing;

/// <summary>Changes between the feed and the ledger.</summary>
internal static class KnownChange
{
    /// <param name="sequence">By our own count.</param>
    public static ChangeRow ToRow(this Change change, long sequence) =>
        new()
        {
            Sequence = sequence,
            At = change.At,
            Actor = change.Actor,
            Partner = change.Partner!.Value.Value,
            Kind = change.Kind,
            Field = change.Field,
            Before = change.Before?.GetRawText(),
            After = change.After?.GetRawText(),
            Milestone = change.Milestone,
        };

    public static Change ToChange(this ChangeRow row) =>
        new(
            row.Sequence,
            row.At,
            row.Actor,
            new PartnerId(row.Partner),
            row.Kind,
            row.Field,
            Parse(row.Before),
            Parse(row.After),
            row.Milestone
        );

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
