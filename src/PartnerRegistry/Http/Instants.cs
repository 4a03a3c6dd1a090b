using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerRegistry.Http;

/// <summary>Writes instants in UTC, ending in <c>Z</c>; takes any offset.</summary>
internal sealed class Instants : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
