using System.Text.Json.Nodes;

namespace PartnerRegistry.Exchange;

/// <summary>A column of a CSV file and where its value stands in the JSON form of a partner.</summary>
/// <param name="Path">Of names with dots between them; a network names an entry of the list <c>access</c>.</param>
/// <param name="KeepsWhenEmpty">An empty cell says nothing, since the value can't be empty; elsewhere it empties the value.</param>
internal sealed record CsvColumn(string Name, string Path, bool KeepsWhenEmpty = false)
{
    private const string Aliases = "aliases";

    public static IReadOnlyList<CsvColumn> All { get; } =
    [
        new("id", "id", KeepsWhenEmpty: true),
        new("name", "name"),
        new(Aliases, Aliases),
        new("visibility", "visibility", KeepsWhenEmpty: true),
        new("programme", "programme"),
        new("stage", "stage", KeepsWhenEmpty: true),
        new("target_date", "targetDate"),
        new("owner_id", "owner.id"),
        new("owner_name", "owner.name"),
        new("owner_email", "owner.email"),
        new("access", "access.own.state"),
        new("access_by", "access.own.by"),
        new("access_since", "access.own.since"),
        new("others_access", "access.others.state"),
        new("legal", "tracks.legal.status", KeepsWhenEmpty: true),
        new("business", "tracks.business.status", KeepsWhenEmpty: true),
        new("technical", "tracks.technical.status", KeepsWhenEmpty: true),
        new("legal_note", "tracks.legal.note"),
        new("business_note", "tracks.business.note"),
        new("technical_note", "tracks.technical.note"),
        new("last_confirmed", "lastConfirmed", KeepsWhenEmpty: true),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(column => column.Name));

    /// <summary>The column of a field of the JSON form, where it has one.</summary>
    public static string NameOf(string field) =>
        All.FirstOrDefault(column =>
            column.Path == field || field.StartsWith(column.Path + "[", StringComparison.Ordinal)
        )?.Name
        ?? (field.StartsWith("owner", StringComparison.Ordinal) ? "owner_id" : field);

    /// <summary>Puts the value of a cell into a partner.</summary>
    public void Put(JsonObject partner, string cell)
    {
        if (cell.Length == 0 && KeepsWhenEmpty)
        {
            return;
        }

        JsonNode? value =
            Path == Aliases
                ? new JsonArray([.. CsvCells.Split(CsvCells.Unguard(cell)).Select(alias => (JsonNode)alias)])
            : cell.Length == 0 ? null
            : JsonValue.Create(CsvCells.Unguard(cell));
        var names = Path.Split('.');
        var holder = partner;
        foreach (var name in names[..^1])
        {
            holder = holder[name] as JsonObject ?? (JsonObject)(holder[name] = new JsonObject())!;
        }

        holder[names[^1]] = value;
    }

    /// <summary>The cell for a partner.</summary>
    public string Take(JsonObject partner)
    {
        JsonNode? value = partner;
        foreach (var name in Path.Split('.'))
        {
            value = value is JsonArray list
                ? list.FirstOrDefault(entry => (string?)entry?["network"] == name)
                : value?[name];
        }

        return CsvCells.Guard(
            value switch
            {
                JsonArray texts => CsvCells.Join(texts.Select(text => (string)text!)),
                null => "",
                _ => (string)value!,
            }
        );
    }
}
