using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>A message as rows one below the other: they stand at any width, and say in words what they say.</summary>
/// <param name="longestTitle">In characters, after escaping.</param>
internal sealed class BlockBody(Message message, Words words, DateTimeOffset now, TimeZoneInfo zone, int longestTitle)
{
    // No text from elsewhere has it: it is cleaned of such.
    private const char Instant = '\uE000';

    /// <summary>Everything, in the order of importance.</summary>
    public IEnumerable<Row> All() =>
        [
            .. Headline(),
            .. message.Paragraphs.SelectMany(paragraph => Apart(Rows(BlockText.Prose(paragraph)))),
            .. Facts(FactGroup.Access),
            .. message.Quote is { } quote ? Apart(Said(quote, quote.Label, null)) : [],
            .. Facts(FactGroup.Tracks),
            .. Facts(FactGroup.Promise),
            .. message.Sections.SelectMany(Lines),
            .. message.Table is { } table ? Rows(table) : [],
            .. Apart(message.Notes.SelectMany(note => Rows(BlockText.Prose(note)))),
            .. Apart(Footer()),
        ];

    /// <summary>What it is about, for a part that goes on with it.</summary>
    public Header? Title(int limit) =>
        Plain.Of(message.Headline?.Title ?? "", limit) is { Text.Length: > 0 } title ? new(title) : null;

    /// <summary>One line, in as many pieces as its length needs.</summary>
    public static IEnumerable<Row> Rows(IEnumerable<Inline> inlines, bool isQuoted = false, Line? offers = null) =>
        BlockText
            .InPieces(inlines)
            .Select(
                (piece, at) =>
                    new Row(piece, at == 0 ? Joint.NextLine : Joint.Continued, isQuoted, at == 0 ? offers : null)
            );

    private IEnumerable<Row> Headline()
    {
        if (message.Headline is not { } headline)
        {
            return [];
        }

        // A name too long for a heading goes on as text.
        var title = BlockText.Said(headline.Title);
        var isWhole = BlockText.Escaped(headline.Title, int.MaxValue).Length <= longestTitle;
        TextPiece[] parts =
        [
            isWhole ? new("") : title,
            BlockText.Said(headline.Context),
            BlockText.Said(headline.State, TextStyle.InBold),
        ];
        var below = parts
            .Where(part => part.Shown.Length > 0)
            .SelectMany(part => (Inline[])[new TextPiece(" · "), part]);
        Row[] heading = Title(longestTitle) is { } header ? [new([]) { Heading = header }] : [];
        return [.. heading, .. Apart(Rows(below.Skip(1)))];
    }

    private IEnumerable<Row> Facts(FactGroup group) =>
        Apart(
            message
                .Facts.Where(fact => fact.Group == group)
                .SelectMany(fact =>
                    Rows([
                        BlockText.Said($"{fact.Label}:"),
                        new TextPiece(" "),
                        BlockText.Said(fact.Value, TextStyle.InBold),
                        new TextPiece(fact.Aside is { } aside ? $" ({PlainText.Clean(aside)})" : ""),
                    ])
                )
        );

    private IEnumerable<Row> Said(Quote quote, string label, Line? offers) =>
        [
            .. Rows([BlockText.Said(label)], offers: offers),
            .. Rows([BlockText.Said(quote.Text, TextStyle.InItalics)], isQuoted: true),
            .. quote.Translation is { } translation
                ? Rows([BlockText.Said(words["translation", translation])], isQuoted: true)
                : [],
            .. Rows(By(quote), isQuoted: true),
        ];

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

    private IEnumerable<Row> Lines(Asking.Section section) =>
        Apart([.. Rows([BlockText.Said(section.Title, TextStyle.InBold)]), .. section.Lines.SelectMany(LineOf)]);

    private IEnumerable<Row> LineOf(Line line)
    {
        var offers = line.Ask is null ? null : line;
        if (line.Quote is { } quote)
        {
            return Said(quote, line.Name, offers);
        }

        var (name, text) = (BlockText.Said(line.Name, TextStyle.InBold), BlockText.Said(line.Text));
        var between = name.Shown.Length > 0 && text.Shown.Length > 0 ? " · " : "";
        return Rows([name, new TextPiece(between), text], offers: offers);
    }

    // A row for each partner below the label: columns would be squeezed on a phone.
    private static IEnumerable<Row> Rows(Table table) =>
        table.Rows.SelectMany(row =>
            Apart([
                .. Rows([BlockText.Said(row.Label, TextStyle.InBold)]),
                .. table
                    .Columns.Zip(row.Cells)
                    .SelectMany(cell =>
                        Rows([BlockText.Said($"{cell.First}:"), new TextPiece(" "), BlockText.Said(cell.Second)])
                    ),
            ])
        );

    private IEnumerable<Row> Footer() =>
        [
            .. message.Visibility is { } visibility
                ? Rows([BlockText.Said(words.Of(visibility), TextStyle.InItalics)])
                : [],
            .. message.Freshness is { } fresh ? Rows(Age(fresh)) : [],
        ];

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

    private static IEnumerable<Row> Apart(IEnumerable<Row> rows) =>
        rows.Select((row, at) => at == 0 ? row with { Joint = Joint.Apart } : row);
}
