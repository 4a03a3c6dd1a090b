using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>The buttons of a card: four at most.</summary>
internal static class CardButtons
{
    public const int Most = 4;
    private const int LongestTitle = 60;
    private const int LongestAsk = 300;

    /// <summary>A longer question is not offered, but can be typed.</summary>
    public static bool CanAsk(string ask) => ask.Length <= LongestAsk;

    /// <summary>A button, with the same for clients that don't know this kind.</summary>
    public static CardButton Ask(string? title, ButtonData data) => new Execute(title, data, new Submit(title, data));

    public static CardButton Of(MessageAction action, string language) =>
        Ask(
            PlainText.Shorten(PlainText.Clean(action.Label), LongestTitle),
            new(
                action.Ask,
                language,
                Share: action.Topic is MessageAction.Share ? true : null,
                Replace: action.IsChoice ? true : null
            )
        );

    /// <summary>The buttons; of more than four, sharing is kept.</summary>
    public static IEnumerable<CardButton> Of(IReadOnlyList<MessageAction> actions, string language) =>
        actions
            .Where(action => action.Topic is not MessageAction.Share)
            .Take(actions.Any(action => action.Topic is MessageAction.Share) ? Most - 1 : Most)
            .Concat(actions.Where(action => action.Topic is MessageAction.Share).Take(1))
            .Select(action => Of(action, language));

    /// <summary>More choices than there is room for buttons: a list to choose from, and one button.</summary>
    public static (CardElement Choices, CardButton Choose) Choose(IReadOnlyList<MessageAction> actions, Words words) =>
        (
            new ChoiceSet(
                "ask",
                words["choose-one"],
                actions[0].Ask,
                [
                    .. actions.Select(action => new Choice(
                        PlainText.Shorten(PlainText.Clean(action.Label), LongestTitle),
                        action.Ask
                    )),
                ]
            ),
            Ask(words["choose"], new(Ask: null, words.Code, Replace: true))
        );
}
