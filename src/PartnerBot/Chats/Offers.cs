using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats;

/// <summary>Which of a message's actions are offered, in which order and by which names, on every platform with buttons.</summary>
/// <param name="canAsk">Whether a button has room for a question.</param>
internal sealed class Offers(Message message, Words words, Predicate<MessageAction> canAsk)
{
    /// <summary>What is chosen takes the place of a message that only asks, and is said below one that has an answer beside.</summary>
    public bool HasAnswer => message.Freshness is not null;

    /// <summary>What leads to the next page of the answer, and belongs at its end; one at most.</summary>
    public IReadOnlyList<MessageAction> Paging => field ??= [.. All.Where(IsNextPage).Take(1)];

    /// <summary>Everything else: choices first, as one that is left out would seem not to be there; sharing, once, last.</summary>
    public IReadOnlyList<MessageAction> Others => field ??= InOrder(All.Except(Paging));

    private IReadOnlyList<MessageAction> All =>
        field ??= Distinct([.. message.Actions.Where(canAsk.Invoke).Select(Named)]);

    public static bool IsShare(MessageAction action) => action.Topic is MessageAction.Share;

    /// <summary>The same actions; of those with one label, each says what it asks instead.</summary>
    public static IReadOnlyList<MessageAction> Distinct(IReadOnlyList<MessageAction> actions)
    {
        var labels = actions
            .CountBy(action => action.Label, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return [.. actions.Select(action => labels[action.Label] > 1 ? action with { Label = action.Ask } : action)];
    }

    private static IReadOnlyList<MessageAction> InOrder(IEnumerable<MessageAction> actions)
    {
        List<MessageAction> ordered = [.. actions.OrderByDescending(action => action.IsChoice)];
        return [.. ordered.Where(action => !IsShare(action)), .. ordered.Where(IsShare).Take(1)];
    }

    // Several partners are shown then, so each button says whom it is about.
    private MessageAction Named(MessageAction action) =>
        HasAnswer
        && message.Actions.Any(one => one.IsChoice)
        && !action.IsChoice
        && !IsShare(action)
        && !IsNextPage(action)
            ? action with
            {
                Label = action.Ask,
            }
            : action;

    private bool IsNextPage(MessageAction action) =>
        message.NextPage is not null
        && string.Equals(action.Topic, message.Topic, StringComparison.Ordinal)
        && string.Equals(action.Label, words["action-more"], StringComparison.Ordinal);
}
