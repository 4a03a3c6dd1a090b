using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>What can be pressed on each part of a message: a select, four buttons and an overflow at most.</summary>
/// <param name="asked">What asks for the next part; null where it can't be asked for.</param>
/// <param name="budget">In characters of text for the whole message, of which at most half is for what can be pressed.</param>
internal sealed class BlockButtons(Message message, Words words, string? asked, bool mayShare, int budget)
{
    private const int Most = 4;
    private const int MostMore = 5;

    private readonly Offers offers = new(
        message,
        words,
        action => (mayShare || !Offers.IsShare(action)) && Labels.CanAsk(action.Label, action.Ask)
    );

    private readonly Chooser chooser = new(words, budget / 5);

    /// <summary>How many parts there are at least, to offer everything.</summary>
    public int Parts => Math.Max(1, Lots.Count);

    /// <summary>For how much text there has to be room beside the body's, whichever part it is.</summary>
    public int Reserved => Math.Max(SizeOf(isLast: true), SizeOf(isLast: false)) + RoomToChoose;

    // More choices than there is room for buttons: as many at a time as one part offers.
    private IReadOnlyList<IReadOnlyList<SelectOption>> Lots =>
        field ??= AreButtons ? [] : [.. chooser.InLots(offers.Others.Where(action => action.IsChoice))];

    private bool AreButtons =>
        offers.Others.Count(action => action.IsChoice)
        <= Most - offers.Paging.Count - offers.Others.Count(Offers.IsShare);

    private IReadOnlyList<Offered> Paging => field ??= [.. offers.Paging.Select(Of)];

    private IReadOnlyList<Offered> Others =>
        field ??= [.. (AreButtons ? offers.Others : offers.Others.Where(action => !action.IsChoice)).Select(Of)];

    private bool Replaces => !offers.HasAnswer;

    private int RoomToChoose =>
        Lots.Count > 0 || message.Sections.Any(section => section.Lines.Any(line => line.Ask is not null))
            ? chooser.Room
            : 0;

    /// <summary>The elements of a part, which stand below its body.</summary>
    /// <param name="lines">The lines on it that answer or offer a question: text can't be tapped.</param>
    public IReadOnlyList<Element> Of(int part, bool isLast, IEnumerable<Line> lines)
    {
        var (buttons, more) = Pressable(part, isLast);
        var asks = buttons.Select(button => button.Value.Ask).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. part < Lots.Count ? [chooser.Of(Lots[part], Replaces)] : chooser.Of(lines, asks),
            .. buttons.Select((button, at) => new Button(button.Label, Pressed.Ask(at), button.Value.ToJson())),
            .. more.Count > 0 ? [new Overflow(Pressed.More(words.Code), more)] : Array.Empty<Element>(),
        ];
    }

    private int SizeOf(bool isLast)
    {
        var (buttons, more) = Pressable(part: 0, isLast);
        return buttons.Sum(button => button.Size) + more.Sum(Labels.Size);
    }

    // The next page of the answer is offered on its last part, everything else on the first.
    private (IReadOnlyList<Offered> Buttons, IReadOnlyList<SelectOption> More) Pressable(int part, bool isLast)
    {
        IReadOnlyList<Offered> own =
            isLast ? Paging
            : asked is not null ? [Of(words["action-more"], new(asked, words.Code, Part: part + 1))]
            : [];
        IReadOnlyList<Offered> first = part > 0 ? [] : Others;
        var kept = Kept(first, Most - own.Count);
        var rest = first.Except(kept).Where(offer => !offer.Value.Share);
        IReadOnlyList<Offered> buttons = own.Count == 0 ? kept : [.. kept, .. own];
        return (buttons, kept.Count == first.Count ? [] : More(rest, buttons));
    }

    // Of more buttons than there is room for, sharing, the last, is kept.
    private static IReadOnlyList<Offered> Kept(IReadOnlyList<Offered> buttons, int room) =>
        buttons.Count <= room ? buttons
        : buttons[^1].Value.Share ? [.. buttons.Take(room - 1), buttons[^1]]
        : [.. buttons.Take(room)];

    private List<SelectOption> More(IEnumerable<Offered> rest, IReadOnlyList<Offered> buttons)
    {
        var room = budget / 2 - buttons.Sum(button => button.Size) - RoomToChoose;
        return
        [
            .. rest.Where(offer => Labels.CanChoose(offer.Value.Ask))
                .Select(offer => new SelectOption(offer.Label, offer.Value.Ask))
                .Take(MostMore)
                .TakeWhile(option => (room -= Labels.Size(option)) >= 0),
        ];
    }

    private Offered Of(MessageAction action) =>
        Of(
            action.Label,
            new(action.Ask, words.Code, Share: Offers.IsShare(action), Replace: action.IsChoice && Replaces)
        );

    private static Offered Of(string label, ButtonValue value) => new(Labels.Label(label, value.Ask), value);
}

/// <summary>A button before it is one.</summary>
internal sealed record Offered(Plain Label, ButtonValue Value)
{
    public int Size => Label.Text.Length;
}
