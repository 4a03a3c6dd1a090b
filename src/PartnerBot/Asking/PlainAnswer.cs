using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking;

/// <summary>A message told in sentences, for phones, screen readers and pipes.</summary>
public static class PlainAnswer
{
    /// <summary>The message's first sentence, as its topic gave it, and after it everything else that the message says.</summary>
    public static string Of(Message message, Words words, DateTimeOffset now, TimeZoneInfo zone)
    {
        string?[] parts =
        [
            message.Text,
            message.Headline?.Context,
            .. message.Paragraphs,
            .. message.Facts.Select(Tell),
            message.Quote is { } quote ? $"{quote.Label}: {Said(quote, words)}" : null,
            .. message.Sections.SelectMany(Tell),
            .. message.Table is { } table ? Tell(table) : [],
            message.Visibility is { } visibility ? words.Of(visibility) : null,
            message.Freshness is { } fresh ? Words.Capitalised(words.Fresh(fresh, now, zone)) : null,
            .. message.Notes,
            message.Actions.Where(IsToBeTyped).ToList() is { Count: > 0 } typed ? Try(typed, words) : null,
        ];
        return string.Join(
            ' ',
            parts.Select(part => PlainText.Clean(part ?? "")).Where(part => part.Length > 0).Select(Ended)
        );
    }

    /// <summary>A fact with what qualifies it: <c>closed by us (other operators: open)</c>.</summary>
    public static string ValueOf(Fact fact) => fact.Aside is { } aside ? $"{fact.Value} ({aside})" : fact.Value;

    /// <summary>What was said, with a translation where there is one, by whom, how it is worded and where it stands.</summary>
    public static string Said(Quote quote, Words words)
    {
        var translation = quote.Translation is { } text ? words["translation", text] : null;
        var said = translation is null ? quote.Text : $"{quote.Text} {translation}";
        return string.Join(" · ", new[] { said, quote.Speaker, quote.Wording, quote.Source }.OfType<string>());
    }

    /// <summary>A table in one sentence a row: <c>Legal: Netflix no agreement yet, HOOQ met</c>.</summary>
    public static IEnumerable<string> Tell(Table table) =>
        table.Rows.Select(row =>
            $"{row.Label}: {string.Join(", ", table.Columns.Zip(row.Cells, (column, cell) => $"{column} {cell}"))}"
        );

    /// <summary>Where there are no buttons, what they would ask is what is to be typed.</summary>
    public static string Try(IEnumerable<MessageAction> actions, Words words) =>
        words["try", string.Join(" · ", actions.Select(action => action.Ask))];

    // Sharing is pressed or not done.
    private static bool IsToBeTyped(MessageAction action) => action.Topic is not MessageAction.Share;

    private static string Tell(Fact fact) => $"{fact.Label}: {ValueOf(fact)}";

    private static IEnumerable<string> Tell(Section section) =>
        section.Lines.Select(line => $"{line.Name}: {line.Text}").Prepend($"{section.Title}:");

    private static string Ended(string sentence) =>
        sentence[^1] is '.' or '?' or '!' or ':' ? sentence : $"{sentence}.";
}
