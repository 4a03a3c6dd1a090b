using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>A change that somebody is to be told of.</summary>
/// <param name="Platform">Where they are told, as far as known; empty where it isn't.</param>
internal readonly record struct NewNotice(
    Recipient Recipient,
    long Sequence,
    string Partner,
    string Platform,
    string Realm
);

/// <summary>A workspace or tenant in which something is due.</summary>
internal readonly record struct Realm(string Platform, string Name);

/// <summary>A notice that is begun to be told.</summary>
/// <param name="Attempts">How often it was begun before.</param>
/// <param name="Message">Ours, of the message that tells it.</param>
/// <param name="Place">Where that goes.</param>
internal sealed record Beginning(
    [property: JsonPropertyName("i")] long Id,
    [property: JsonPropertyName("a")] int Attempts,
    [property: JsonPropertyName("m")] string Message,
    [property: JsonPropertyName("p")] string Place
);

/// <summary>What became of a notice.</summary>
/// <param name="Attempts">How often it has been begun by now.</param>
/// <param name="Due">In UTC ticks.</param>
/// <param name="MessageId">The platform's; null leaves what is there.</param>
internal sealed record Outcome(
    [property: JsonPropertyName("i")] long Id,
    [property: JsonPropertyName("a")] int Attempts,
    [property: JsonPropertyName("s")] NoticeState State,
    [property: JsonPropertyName("d")] long Due,
    [property: JsonPropertyName("e")] bool Repeated,
    [property: JsonPropertyName("x")] string? MessageId = null,
    [property: JsonPropertyName("p")] string? Place = null,
    [property: JsonPropertyName("w")] string? Reason = null
)
{
    /// <summary>The same as it is, but for what is said.</summary>
    public static Outcome Of(NoticeRow row, NoticeState state, string? reason = null, DateTimeOffset? due = null) =>
        new(row.Id, row.Attempts, state, (due ?? row.Due).UtcTicks, row.Repeated, Reason: reason);
}

/// <summary>How a lane is left.</summary>
/// <param name="Arrived">As it was when the lane was taken up.</param>
/// <param name="Due">In UTC ticks; null where nothing waits.</param>
/// <param name="Held">In UTC ticks.</param>
/// <param name="Told">See <see cref="LaneRow.Told"/>.</param>
internal sealed record LaneEnd(
    [property: JsonPropertyName("r")] string Recipient,
    [property: JsonPropertyName("a")] long Arrived,
    [property: JsonPropertyName("d")] long? Due,
    [property: JsonPropertyName("h")] long Held,
    [property: JsonPropertyName("p")] string Platform,
    [property: JsonPropertyName("m")] string Realm,
    [property: JsonPropertyName("t")] string? Told
);

internal sealed record AddedNotice(
    [property: JsonPropertyName("r")] string Recipient,
    [property: JsonPropertyName("s")] long Sequence,
    [property: JsonPropertyName("p")] string Partner
);

internal sealed record OpenedLane(
    [property: JsonPropertyName("r")] string Recipient,
    [property: JsonPropertyName("p")] string Platform,
    [property: JsonPropertyName("m")] string Realm
);

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Beginning>))]
[JsonSerializable(typeof(IReadOnlyList<Outcome>))]
[JsonSerializable(typeof(IReadOnlyList<LaneEnd>))]
[JsonSerializable(typeof(IReadOnlyList<AddedNotice>))]
[JsonSerializable(typeof(IReadOnlyList<OpenedLane>))]
[JsonSerializable(typeof(IReadOnlyList<RegistryEmail>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    public static string Write<T>(IReadOnlyList<T> rows) =>
        JsonSerializer.Serialize(rows, typeof(IReadOnlyList<T>), Default);
}
