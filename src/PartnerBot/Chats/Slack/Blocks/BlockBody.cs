using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>A message as rows one below the other: they stand at any width, and say in words what they say.</summary>
/// <param name="longestTitle">In characters, after escaping.</param>
internal sealed class BlockBody(Message message, Words words, DateTimeOffset now, TimeZoneInfo zone, int longestTitle)
{
    // No text from elsewhere has it: it is cleaned of such.
    private const char Instant = '\uE000';

    private readonly List<Row> rows = [];

    // How the next row stands to the one before it.
    private Joint joint;

    /// <summary>Everything, in the order of importance.</summary>
    public IReadOnlyList<Row> All => field ??= AddAll();

    /// <summary>What it is about, for a part that goes on with it.</summary>
    public Header? Title(int limit) =>
        Plain.Of(message.Headline?.Title ?? "", limit) is { Text.Length: > 0 } title ? new(title) : null;

    private List<Row> AddAll()
    {
        AddHeadline();
        AddApart(message.Paragraphs, paragraph => Add(BlockText.Prose(paragraph)));
        AddFacts(FactGroup.Access);
        if (message.Quote is { } quote)
        {
            joint = Joint.Apart;
            AddQuote(quote, quote.Label, offers: null);
        }

        AddFacts(FactGroup.Tracks);
        AddFacts(FactGroup.Promise);
        AddApart(message.Sections, AddSection);
        AddApart(message.Table?.Rows ?? [], AddTableRow);
        joint = Joint.Apart;
        foreach (var note in message.Notes)
        {
            Add(BlockText.Prose(note));
        }

        joint = Joint.Apart;
        AddFooter();
        return rows;
    }

    private void AddApart<T>(IReadOnlyList<T> several, Action<T> add)
    {
        foreach (var one in several)
        {
            joint = Joint.Apart;
            add(one);
        }
    }

    // One line, in as many pieces as its length needs.
    private void Add(IReadOnlyList<Inline> inlines, bool isQuoted = false, Line? offers = null)
    {
        foreach (var piece in BlockText.InPieces(inlines))
        {
            rows.Add(new(piece, joint, isQuoted, offers));
            (joint, offers) = (Joint.Continued, null);
        }

        joint = joint is Joint.Continued ? Joint.NextLine : joint;
    }

    private void AddHeadline()
    {
        if (message.Headline is not { } headline)
        {
            return;
        }

        if (Title(longestTitle) is { } header)
        {
            rows.Add(new([], Heading: header));
        }

        // A name too long for a heading goes on as text.
        var isWhole = BlockText.Escaped(headline.Title, int.MaxValue).Length <= longestTitle;
        TextPiece[] parts =
        [
            isWhole ? new("") : BlockText.Said(headline.Title),
            BlockText.Said(headline.Context),
            BlockText.Said(headline.State, TextStyle.InBold),
        ];
        var below = parts
            .Where(part => part.Shown.Length > 0)
            .SelectMany(part => (Inline[])[new TextPiece(" · "), part]);
        joint = Joint.Apart;
        Add([.. below.Skip(1)]);
    }

    private void AddFacts(FactGroup group)
    {
        joint = Joint.Apart;
        foreach (var fact in message.Facts)
        {
            if (fact.Group == group)
            {
                Add([
                    Label(fact.Label),
                    BlockText.Said(fact.Value, TextStyle.InBold),
                    new TextPiece(fact.Aside is { } aside ? $" ({PlainText.Clean(aside)})" : ""),
                ]);
            }
        }
    }

    private void AddQuote(Quote quote, string label, Line? offers)
    {
        Add([BlockText.Said(label)], offers: offers);
        Add([BlockText.Said(quote.Text, TextStyle.InItalics)], isQuoted: true);
        if (quote.Translation is { } translation)
        {
            Add([BlockText.Said(words["translation", translation])], isQuoted: true);
        }

        Add([.. By(quote)], isQuoted: true);
    }

    private static IEnumerable<Inline> By(Quote quote)
    {
        if (BlockText.Said(quote.Speaker) is { Shown.Length: > 0 } speaker)
        {
            yield return speaker;
            yield return new TextPiece(" · ");
        }

        yield return BlockText.Said(quote.Wording);
        _ = Uri.TryCreate(quote.Link, UriKind.Absolute, out var link);
        if (PlainText.Clean(quote.Source ?? link?.IdnHost ?? "") is { Length: > 0 } source)
        {
            yield return new TextPiece(" · ");
            yield return BlockText.Linked(source, link);
        }
    }

    private void AddSection(Asking.Section section)
    {
        Add([BlockText.Said(section.Title, TextStyle.InBold)]);
        foreach (var line in section.Lines)
        {
            AddLine(line, offers: line.Ask is null ? null : line);
        }
    }

    private void AddLine(Line line, Line? offers)
    {
        if (line.Quote is { } quote)
        {
            AddQuote(quote, line.Name, offers);
            return;
        }

        var (name, text) = (BlockText.Said(line.Name, TextStyle.InBold), BlockText.Said(line.Text));
        var between = name.Shown.Length > 0 && text.Shown.Length > 0 ? " · " : "";
        Add([name, new TextPiece(between), text], offers: offers);
    }

    // Each partner's cell below the label: columns would be squeezed on a phone.
    private void AddTableRow(TableRow row)
    {
        Add([BlockText.Said(row.Label, TextStyle.InBold)]);
        foreach (var (column, cell) in message.Table!.Columns.Zip(row.Cells))
        {
            Add([Label(column), BlockText.Said(cell)]);
        }
    }

    private void AddFooter()
    {
        if (message.Visibility is { } visibility)
        {
            Add([BlockText.Said(words.Of(visibility), TextStyle.InItalics)]);
        }

        if (message.Freshness is { } fresh)
        {
            Add([.. Age(fresh)]);
        }
    }

    private IEnumerable<Inline> Age(Freshness fresh)
    {
        var said = Words.Capitalised(words.Fresh(fresh, now, zone, _ => $"{Instant}")).Split(Instant);
        for (var at = 0; at < said.Length; at++)
        {
            if (at > 0)
            {
                yield return Clock(fresh.AsOf);
            }

            yield return new TextPiece(said[at]);
        }
    }

    // Without "yesterday", which Slack says in the reader's language, not in the message's.
    private DatePiece Clock(DateTimeOffset instant)
    {
        var isToday = TimeZoneInfo.ConvertTime(instant, zone).Date == TimeZoneInfo.ConvertTime(now, zone).Date;
        return new(
            instant.ToUnixTimeSeconds(),
            isToday ? "{time}" : "{date_short} {time}",
            words.At(instant, now, zone)
        );
    }

    private static TextPiece Label(string label) => new($"{PlainText.Clean($"{label}:")} ");
}
