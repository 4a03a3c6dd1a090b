using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>What a button carries: a question to be asked as whoever presses it. It names no person.</summary>
/// <param name="Language">The language of the card it is on; null lets the presser's decide.</param>
/// <param name="Share">The answer is to be said to all in the room.</param>
/// <param name="Replace">The answer takes the card's place.</param>
/// <param name="Part">Which part of a long answer is wanted, from 0.</param>
public sealed record CardAction(
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

    /// <summary>Read from what came back, which may be anything; null where it asks nothing.</summary>
    public static CardAction? Parse(JsonElement data)
    {
        try
        {
            return
                data.ValueKind is JsonValueKind.Object
                && data.Deserialize(CardJson.Compact.CardAction) is { } action
                && !string.IsNullOrWhiteSpace(action.Ask)
                && action.Ask.Length <= LongestAsk
                && action.Language is not { Length: > LongestLanguage }
                && action.Part is >= 0 and <= LastPart
                ? action
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
