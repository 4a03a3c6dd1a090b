using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PartnerBot.Chats.Local;

/// <summary>
/// Lays a message out in lines of text. Everything in it is shown as it is: no markup, no escape sequence, no invisible character.
/// </summary>
public sealed class TerminalRenderer(Phrasebook phrasebook, TimeProvider clock, Locale locale)
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Italic = new(decoration: Decoration.Italic);

    public IRenderable Render(Message message)
    {
        var words = phrasebook[message.Language];
        return new Rows([
            .. Shown(FirstLines(message, words)),
            .. message.Sections.SelectMany(SectionLines),
            .. message.Table is { } table ? [new TerminalTable(table)] : Array.Empty<IRenderable>(),
            .. Shown(LastLines(message, words)),
        ]);
    }

    private static IEnumerable<IEnumerable<Span>> FirstLines(Message message, Words words) =>
        [
            message.Headline is { } headline ? HeadlineLine(headline) : [],
            .. message.Paragraphs.Select(paragraph => Plain(paragraph)),
            FactLine(message, FactGroup.Access),
            message.Quote is { } quote ? QuoteLine(quote, words) : [],
            FactLine(message, FactGroup.Tracks),
            FactLine(message, FactGroup.Promise),
        ];

    private IEnumerable<IEnumerable<Span>> LastLines(Message message, Words words) =>
        [Standing(message, words), .. message.Notes.Select(note => Plain(note, Italic)), Actions(message, words)];

    private static IEnumerable<IRenderable> Shown(IEnumerable<IEnumerable<Span>> lines) =>
        lines.Where(line => line.Any()).Select(Line);

    private static IEnumerable<Span> HeadlineLine(Headline headline) =>
        Joined([Data(headline.Title, Bold)], Plain(headline.Context), Plain(headline.State, Italic));

    private static IEnumerable<Span> FactLine(Message message, FactGroup group) =>
        Joined([.. message.Facts.Where(fact => fact.Group == group).Select(FactSpans)]);

    private static IEnumerable<Span> FactSpans(Fact fact)
    {
        Span[] spans = [Data(fact.Label), new(": "), Data(fact.Value, fact.Strong ? Bold : default(Style?))];
        return fact.Aside is { } aside ? [.. spans, new(" ("), Data(aside), new(")")] : spans;
    }

    private static IEnumerable<Span> QuoteLine(Quote quote, Words words)
    {
        Span[] said = [Data(quote.Label), new(": "), Data(quote.Text, Italic)];
        return Joined(
            quote.Translation is { } text ? [.. said, new(" "), Data(words["translation", text])] : said,
            Plain(quote.Speaker),
            Plain(quote.Wording),
            Plain(quote.Source)
        );
    }

    private static IEnumerable<IRenderable> SectionLines(Section section) =>
        section
            .Lines.Select(
                IRenderable (line) => new TerminalIndent(Line([Data(line.Name, Bold), new(": "), Data(line.Text)]))
            )
            .Prepend(Line([Data(section.Title)]));

    private IEnumerable<Span> Standing(Message message, Words words) =>
        Joined(
            Plain(message.Visibility is { } visibility ? words.Of(visibility) : null, Italic),
            Plain(message.Freshness is { } fresh ? words.Fresh(fresh, clock.GetUtcNow(), ZoneOf(message)) : null)
        );

    private TimeZoneInfo ZoneOf(Message message) =>
        message.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : locale.TimeZone;

    private static IEnumerable<Span> Actions(Message message, Words words) =>
        message.Actions.Count == 0 ? [] : Plain(PlainAnswer.Try(message.Actions, words));

    private static IEnumerable<Span> Plain(string? text, Style? style = null) =>
        text is null ? [] : [Data(text, style)];

    private static IEnumerable<Span> Joined(params IEnumerable<Span>[] parts) =>
        parts.Where(part => part.Any()).SelectMany((part, index) => index == 0 ? part : part.Prepend(new(" · ")));

    private static Span Data(string text, Style? style = null) => new(PlainText.Clean(text), style);

    private static Paragraph Line(IEnumerable<Span> spans)
    {
        var paragraph = new Paragraph();
        foreach (var (text, style) in spans)
        {
            paragraph.Append(text, style);
        }

        return paragraph;
    }

    private readonly record struct Span(string Text, Style? Style = null);
}
