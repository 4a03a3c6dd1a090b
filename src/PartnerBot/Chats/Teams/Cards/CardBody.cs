using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>A message as elements one below the other: each wraps at any width, and says in words what it says.</summary>
internal sealed class CardBody(Message message, Words words, DateTimeOffset now, TimeZoneInfo zone)
{
    private const string Bold = "bolder";
    private const string Small = "small";

    // In bytes; a longer one is divided between cards.
    private const int LargestQuote = 4096;

    /// <summary>Everything, in the order of importance.</summary>
    public IEnumerable<CardElement> All() =>
        [
            .. Headline(),
            .. message.Paragraphs.SelectMany(paragraph => CardText.InPieces(CardText.Prose(paragraph), spacing: null)),
            .. Facts(FactGroup.Access),
            .. message.Quote is { } quote ? Said(quote, quote.Label) : [],
            .. Facts(FactGroup.Tracks),
            .. Facts(FactGroup.Promise),
            .. message.Sections.SelectMany(Lines),
            .. message.Table is { } table ? Rows(table) : [],
            .. message.Notes.SelectMany(note => CardText.InPieces(CardText.Prose(note, Small), Small)),
            .. Footer(),
        ];

    /// <summary>What it is about, for a part that goes on with it.</summary>
    public IEnumerable<CardElement> Title() =>
        message.Headline is { } headline ? [Heading(PlainText.Shorten(headline.Title, 100))] : [];

    private IEnumerable<CardElement> Headline()
    {
        if (message.Headline is not { } headline)
        {
            yield break;
        }

        // A name too long for a heading goes on as text.
        var title = CardText.Plain(headline.Title);
        yield return Heading(title.Length <= CardText.Longest ? title : PlainText.Shorten(title, CardText.Longest));
        List<TextRun> runs = title.Length > CardText.Longest ? [new(title)] : [];
        if (headline.Context is { Length: > 0 } context)
        {
            runs.Add(new(CardText.Plain(context)));
        }

        if (headline.State is { Length: > 0 } state)
        {
            runs.Add(new($"{(runs.Count > 0 ? " · " : "")}{CardText.Plain(state)}", Bold));
        }

        foreach (var piece in CardText.InPieces(runs, "none"))
        {
            yield return piece;
        }
    }

    private static TextBlock Heading(string text) => new(CardText.Literal(text), "large", Bold, "heading");

    // The first of a group stands a little apart.
    private IEnumerable<CardElement> Facts(FactGroup group)
    {
        var spacing = "medium";
        foreach (var fact in message.Facts.Where(fact => fact.Group == group))
        {
            TextRun[] runs =
            [
                new($"{CardText.Plain(fact.Label)}: "),
                new(CardText.Plain(fact.Value), Bold),
                new(fact.Aside is { } aside ? $" ({CardText.Plain(aside)})" : ""),
            ];
            foreach (var piece in CardText.InPieces(runs, spacing))
            {
                yield return piece;
            }

            spacing = Small;
        }
    }

    private List<CardElement> Said(Quote quote, string? label)
    {
        var elements = new List<CardElement>();
        if (label is { Length: > 0 })
        {
            elements.AddRange(CardText.InPieces([new(CardText.Plain(label), Size: Small)], spacing: null));
        }

        elements.AddRange(CardText.InPieces([new(CardText.Plain(quote.Text), Italic: true)], Small));
        if (quote.Translation is { } translation)
        {
            elements.AddRange(CardText.InPieces([new(CardText.Plain(words["translation", translation]))], Small));
        }

        elements.AddRange(CardText.InPieces(By(quote), Small));
        var quoted = new Container(elements, Style: "emphasis", Spacing: "medium");
        return quoted.Bytes() <= LargestQuote ? [quoted] : elements;
    }

    private static IEnumerable<TextRun> By(Quote quote)
    {
        if (quote.Speaker is { Length: > 0 } speaker)
        {
            yield return new($"{CardText.Plain(speaker)} · ", Size: Small);
        }

        yield return new(CardText.Plain(quote.Wording), Size: Small);
        var link = Link(quote);
        if (CardText.Plain(quote.Source ?? link?.IdnHost ?? "") is { Length: > 0 } source)
        {
            yield return new(" · ", Size: Small);
            yield return new(
                source,
                Size: Small,
                SelectAction: link is null ? null : new OpenUrl(null, link.AbsoluteUri)
            );
        }
    }

    // Anything else in place of an address is no link; nor is one that pretends to be of another host.
    private static Uri? Link(Quote quote) =>
        Uri.TryCreate(quote.Link, UriKind.Absolute, out var link)
        && link.Scheme is "http" or "https"
        && link.UserInfo.Length == 0
        && link.AbsoluteUri.Length <= CardText.Longest
            ? link
            : null;

    private IEnumerable<CardElement> Lines(Section section)
    {
        if (CardText.Plain(section.Title) is { Length: > 0 } title)
        {
            foreach (var piece in CardText.InPieces([new(title, Bold)], "medium"))
            {
                yield return piece;
            }
        }

        foreach (var element in section.Lines.SelectMany(LineOf))
        {
            yield return element;
        }
    }

    // A line that answers or offers a question asks it when it is tapped.
    private IEnumerable<CardElement> LineOf(Line line)
    {
        var name = CardText.Plain(line.Name);
        if (line.Quote is { } quote)
        {
            return Said(quote, name);
        }

        var text = CardText.Plain(line.Text);
        TextRun[] runs = [new(name, Bold), new(name.Length > 0 && text.Length > 0 ? " · " : ""), new(text)];
        List<CardElement> pieces = [.. CardText.InPieces(runs, Small)];
        if (line.Ask is { } ask && pieces.Count > 0 && CardButtons.CanAsk(ask))
        {
            pieces[0] = new Container([pieces[0]], CardButtons.Ask(title: null, new(ask, words.Code)), Spacing: Small);
        }

        return pieces;
    }

    // A row for each partner below the label: columns would be squeezed on a phone.
    private static IEnumerable<CardElement> Rows(Table table) =>
        table.Rows.SelectMany(row =>
            CardText
                .InPieces([new(CardText.Plain(row.Label), Bold)], "medium")
                .Concat(
                    table
                        .Columns.Zip(
                            row.Cells,
                            (column, cell) =>
                                CardText.InPieces(
                                    [new($"{CardText.Plain(column)}: "), new(CardText.Plain(cell))],
                                    Small
                                )
                        )
                        .SelectMany(pieces => pieces)
                )
        );

    private IEnumerable<CardElement> Footer()
    {
        if (message.Visibility is { } visibility)
        {
            yield return new RichTextBlock([new(words.Of(visibility), Bold, Small)], "medium");
        }

        // Only this kind of element shows an instant by the reader's own clock.
        if (message.Freshness is { } fresh)
        {
            yield return new TextBlock(
                Words.Capitalised(words.Fresh(fresh, now, zone, Clock)),
                Small,
                Spacing: message.Visibility is null ? "medium" : "none"
            );
        }
    }

    private string Clock(DateTimeOffset instant)
    {
        var utc = instant
            .ToUniversalTime()
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var isToday = TimeZoneInfo.ConvertTime(instant, zone).Date == TimeZoneInfo.ConvertTime(now, zone).Date;
        return isToday ? $"{{{{TIME({utc})}}}}" : $"{{{{DATE({utc},SHORT)}}}} {{{{TIME({utc})}}}}";
    }
}
