using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>Selects, each with as many options as fit.</summary>
/// <param name="room">In characters of their text; there has to be enough for one.</param>
internal sealed class Chooser(Words words, int room)
{
    private const int MostOptions = 100;

    private readonly Plain placeholder = Plain.Of(words["choose-one"], Plain.LongestPlaceholder);

    /// <summary>How much text a select has at most.</summary>
    public int Room => room + placeholder.Text.Length;

    /// <summary>Each lot is one select's.</summary>
    public IEnumerable<IReadOnlyList<SelectOption>> InLots(IEnumerable<MessageAction> choices)
    {
        var lot = new List<SelectOption>();
        foreach (var option in Options(choices))
        {
            if (lot.Count == MostOptions || lot.Sum(Labels.Size) + Labels.Size(option) > room)
            {
                yield return lot;
                lot = [];
            }

            lot.Add(option);
        }

        if (lot.Count > 0)
        {
            yield return lot;
        }
    }

    public Element Of(IReadOnlyList<SelectOption> options, bool replace) =>
        new StaticSelect(placeholder, Pressed.Choose(words.Code, replace), options);

    /// <summary>What lines ask, where that is more than what the buttons ask beside.</summary>
    public IEnumerable<Element> Of(IEnumerable<Line> lines, IReadOnlySet<string> asked)
    {
        var asks = lines.Select(line => new MessageAction("", line.Name, line.Ask!)).DistinctBy(line => line.Ask);
        var lot = InLots(Offers.Distinct([.. asks])).FirstOrDefault() ?? [];
        return lot.All(option => asked.Contains(option.Value)) ? [] : [Of(lot, replace: false)];
    }

    private static IEnumerable<SelectOption> Options(IEnumerable<MessageAction> choices) =>
        choices
            .Where(choice => Labels.CanAsk(choice.Label, choice.Ask) && Labels.CanChoose(choice.Ask))
            .Select(choice => Labels.Option(choice.Label, choice.Ask));
}
