using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>Blocks as Slack reads them.</summary>
[JsonSerializable(typeof(IReadOnlyList<Block>))]
[JsonSerializable(typeof(IReadOnlyList<SelectOption>))]
public sealed partial class BlockJson : JsonSerializerContext
{
    public static BlockJson Compact { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                // It never stands in a page, and the fewer bytes the more fits.
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
