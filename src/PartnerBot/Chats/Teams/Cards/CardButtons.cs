using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>The buttons of a card: four at most.</summary>
internal static class CardButtons
{
    public const int Most = 4;
    private const int LongestTitle = 60;

    // In bytes of JSON, so that buttons and text fit in one card together.
    private const int LongestAsk = 600;
    private const int LongestAsked = 1500;
    private const int LongestList = 3000;

    /// <summary>A longer question is not offered, but can be typed.</summary>
    public static bool CanAsk(string ask) => CardText.Bytes(ask) <= LongestAsk;

    /// <summary>Whether a part of the answer can be asked for in the asker's own words.</summary>
    public static bool CanAskAgain(string asked) => CardText.Bytes(asked) <= LongestAsked;

    /// <summary>As many as there is room for; sharing, the last, is kept.</summary>
    public static IEnumerable<CardButton> Kept(IReadOnlyList<CardButton> buttons, int room) =>
        buttons.Count <= room ? buttons
        : buttons[^1] is Execute { Data.Share: true } share ? buttons.Take(room - 1).Append(share)
        : buttons.Take(room);

    /// <summary>A button, with the same for clients that don't know this kind.</summary>
    public static CardButton Ask(string? title, ButtonData data) => new Execute(title, data, new Submit(title, data));

    /// <param name="replace">The answer to a choice takes the card's place.</param>
    public static CardButton Of(MessageAction action, string language, bool replace) =>
        Ask(
            PlainText.Shorten(PlainText.Clean(action.Label), LongestTitle),
            new(
                action.Ask,
                language,
                Share: Offers.IsShare(action) ? true : null,
                Replace: action.IsChoice && replace ? true : null
            )
        );

    /// <summary>The buttons; of more than four, sharing is kept.</summary>
    public static IEnumerable<CardButton> Of(IReadOnlyList<MessageAction> actions, string language, bool replace) =>
        Kept([.. actions.Select(action => Of(action, language, replace))], Most);

    /// <summary>More choices than there is room for buttons: a list to choose from, and one button.</summary>
    public static (CardElement Choices, CardButton Choose) Choose(
        IReadOnlyList<MessageAction> actions,
        Words words,
        bool replace
    )
    {
        var room = LongestList;
        IEnumerable<Choice> choices = actions
            .Select(action => new Choice(PlainText.Shorten(PlainText.Clean(action.Label), LongestTitle), action.Ask))
            .TakeWhile(choice => (room -= CardText.Bytes($"{choice.Title}{choice.Value}") + 40) >= 0);
        return (
            new ChoiceSet("ask", words["choose-one"], actions[0].Ask, [.. choices]),
            Ask(words["choose"], new(Ask: null, words.Code, Replace: replace ? true : null))
        );
    }
}
