using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats;

/// <summary>What a button carries: a question to be asked as whoever presses it. It names no person.</summary>
/// <param name="Language">The language of the message it is on; null lets the presser's decide.</param>
/// <param name="Share">The answer is to be said to all in the room.</param>
/// <param name="Replace">The answer takes the message's place.</param>
/// <param name="Part">Which part of a long answer is wanted, from 0.</param>
public sealed record ButtonValue(
    string Ask,
    string? Language = null,
    bool Share = false,
    bool Replace = false,
    int Part = 0
)
{
    private const int LongestAsk = 2000;
    private const int LongestLanguage = 20;
    private const int LastPart = 1000;

    // It comes back from outside, so it may say anything.
    private bool IsSound =>
        !string.IsNullOrWhiteSpace(Ask)
        && Ask.Length <= LongestAsk
        && Language is not { Length: > LongestLanguage }
        && Part is >= 0 and <= LastPart;

    /// <summary>Read from what came back, which may be anything; null where it asks nothing.</summary>
    public static ButtonValue? Parse(JsonElement data)
    {
        try
        {
            return data.ValueKind is JsonValueKind.Object
                ? data.Deserialize(ButtonJson.Compact.ButtonValue)?.IfSound()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same where it came back as text.</summary>
    public static ButtonValue? Parse(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "");
            return Parse(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null where it asks nothing, or too much.</summary>
    public ButtonValue? IfSound() => IsSound ? this : null;

    /// <summary>As JSON that <see cref="Parse(string)"/> reads, without what is not set.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ButtonJson.Compact.ButtonValue);
}

[JsonSerializable(typeof(ButtonValue))]
internal sealed partial class ButtonJson : JsonSerializerContext
{
    public static ButtonJson Compact { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
                // It never stands in a page, and the fewer bytes the more fits.
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                NumberHandling = JsonNumberHandling.Strict,
            }
        );
}
