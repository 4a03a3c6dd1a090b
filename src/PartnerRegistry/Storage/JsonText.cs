using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Storage;

/// <summary>Keeps a small value as JSON text in one column, on both stores alike.</summary>
internal sealed class JsonText<T>()
    : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, typeof(T), StoredJson.Default),
        text => (T)JsonSerializer.Deserialize(text, typeof(T), StoredJson.Default)!
    )
    where T : class
{
    /// <summary>For types without equality of their own.</summary>
    public static ValueComparer<T> Comparer { get; } =
        new(
            (left, right) =>
                JsonSerializer.Serialize(left, typeof(T), StoredJson.Default)
                == JsonSerializer.Serialize(right, typeof(T), StoredJson.Default),
            value =>
                JsonSerializer.Serialize(value, typeof(T), StoredJson.Default).GetHashCode(StringComparison.Ordinal),
            value => value
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LocalizedText))]
[JsonSerializable(typeof(RestrictedTo))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(List<Person>))]
[JsonSerializable(typeof(Spokesperson))]
[JsonSerializable(typeof(Source))]
internal sealed partial class StoredJson : JsonSerializerContext;
