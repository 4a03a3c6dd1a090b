using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Milestones in words, and which of them hold.</summary>
internal static class MilestoneSaying
{
    private const int LongestTitle = 300;
    private const int LongestText = 500;

    /// <summary>The newest one: <c>Latest milestone (14 May 2019)</c>, its title alone.</summary>
    public static Quote Latest(this Words words, Milestone milestone) =>
        words.Quote(milestone, words["milestone-of", words.Dated(milestone)], text: null);

    /// <summary>One with its kind, its date, and its text after the title; marked where it was corrected.</summary>
    public static Quote Whole(this Words words, Milestone milestone)
    {
        var label = words["milestone-label", Words.Capitalised(words.Of(milestone.Kind)), words.Dated(milestone)];
        return words.Quote(
            milestone,
            milestone.SupersededBy is null ? label : $"{label} · {words["superseded"]}",
            milestone.Text
        );
    }

    /// <summary>The same as a line of its own, named by its kind and date: <c>Denial (14 May 2019)</c>.</summary>
    public static Line QuoteLine(this Words words, Milestone milestone)
    {
        var quote = words.Whole(milestone);
        return new(quote.Label, PlainAnswer.Said(quote, words), Ask: null, quote);
    }

    /// <summary>The date as precise as it is, or that the source gives none.</summary>
    public static string Dated(this Words words, Milestone milestone) =>
        milestone.Date is { } date ? words.Date(date) : words["milestone-no-date"];

    /// <summary>
    /// Those that hold, and after them those that were corrected. One whose correction is not among them is left out: it
    /// does not hold, and nothing here could say so.
    /// </summary>
    public static IReadOnlyList<Milestone> StandingFirst(this IReadOnlyList<Milestone> visible)
    {
        var ids = visible.Select(milestone => milestone.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. visible.Where(milestone => milestone.SupersededBy is null),
            .. visible.Where(milestone => milestone.SupersededBy is { } by && ids.Contains(by)),
        ];
    }

    // A quote stays as it was said, with a translation beside it; a paraphrase is given in the asker's language.
    private static Quote Quote(this Words words, Milestone milestone, string label, LocalizedText? text)
    {
        var title = milestone.Title;
        var translation = title.Texts.GetValueOrDefault(words.Code);
        var original = string.Equals(title.Original, words.Code, StringComparison.Ordinal);
        var asWritten = milestone.Wording is Wording.Verbatim || translation is null || original;
        return new(
            label,
            asWritten ? Joined(title.AsWritten(), text?.AsWritten()) : Joined(translation!, text?.In(words)),
            asWritten ? title.Original : words.Code,
            milestone.Spokesperson?.Who(),
            words.Of(milestone.Wording),
            words.From(milestone.Source),
            milestone.Source?.Link,
            asWritten && !original && translation is not null
                ? Joined(translation, text?.Texts.GetValueOrDefault(words.Code))
                : null
        );
    }

    private static string Joined(string title, string? text)
    {
        var shown = PlainText.Shorten(title, LongestTitle);
        if (string.IsNullOrWhiteSpace(text))
        {
            return shown;
        }

        var end = shown.TrimEnd() is [.., '.' or '?' or '!' or '…'] ? "" : ".";
        return $"{shown}{end} {PlainText.Shorten(text, LongestText)}";
    }
}
