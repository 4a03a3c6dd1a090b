using System.Text.Json;
using Json.Schema;

namespace PartnerBot.Tests.Chats.Teams.Cards;

/// <summary>The official schema of Adaptive Cards 1.5.</summary>
internal static class CardSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(Load);

    public static void ShouldBeValid(string card)
    {
        using var json = JsonDocument.Parse(card);
        var result = Schema.Value.Evaluate(json.RootElement, new() { OutputFormat = OutputFormat.List });
        result.IsValid.ShouldBeTrue(
            string.Join(
                '\n',
                (result.Details ?? [])
                    .Where(detail => detail.Errors is not null)
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")
                    .Take(20)
            )
        );
    }

    // By its own name it would be looked for elsewhere.
    private static JsonSchema Load()
    {
        var schema = Official.Read("adaptive-card-1.5.json").AsObject();
        schema.Remove("id");
        return JsonSchema.FromText(schema.ToJsonString());
    }
}
