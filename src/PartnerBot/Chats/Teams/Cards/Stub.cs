using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Cards;

public sealed record Card(string Json, string Summary);

public sealed record CardContext(string? Asked = null, int Part = 0, string? SharedBy = null);

public sealed record CardAction(
    string Ask,
    string? Language = null,
    bool Share = false,
    bool Replace = false,
    int Part = 0
)
{
    public static CardAction? Parse(System.Text.Json.JsonElement e) => null;
}

public sealed class CardRenderer
{
    public CardRenderer(Phrasebook phrasebook, TimeProvider clock, Locale house) { }

    public Card Render(Message message, CardContext context) => new("{}", message.Text);
}
