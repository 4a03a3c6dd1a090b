using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Milestones as quotes.</summary>
internal static class Quoting
{
    /// <summary>
    /// A quote stays as it was said, with a translation beside it; a paraphrase is given in the asker's language.
    /// </summary>
    /// <param name="whole">With the text below the title, where there is one.</param>
    public static Quote Quote(this Words words, Milestone milestone, string label, bool whole = false)
    {
        var title = milestone.Title;
        var translated = title.Texts.ContainsKey(words.Code);
        var original = string.Equals(title.Original, words.Code, StringComparison.Ordinal);
        var asWritten = milestone.Wording is Wording.Verbatim || !translated || original;
        return new(
            label,
            asWritten ? Say(title.Original) ?? title.AsWritten() : Say(words.Code)!,
            asWritten ? title.Original : words.Code,
            milestone.Spokesperson?.Who(),
            words.Of(milestone.Wording),
            words.From(milestone.Source),
            milestone.Source?.Link,
            asWritten && !original ? Say(words.Code) : null
        );

        string? Say(string language) =>
            title.Texts.GetValueOrDefault(language) is { } said
            && whole
            && milestone.Text?.Texts.GetValueOrDefault(language) is { } text
                ? words["state", said, text]
                : title.Texts.GetValueOrDefault(language);
    }

    /// <summary>A milestone as a line of its own, named by its kind and date: <c>Denial (14 May 2019)</c>.</summary>
    public static Line QuoteLine(this Words words, Milestone milestone)
    {
        var label = words["of-date", words.Of(milestone.Kind), words.DateOf(milestone)];
        var quote = words.Quote(milestone, label, whole: true);
        return new(label, PlainAnswer.Said(quote, words), Ask: null, quote);
    }

    /// <summary>A milestone's date, or that its source gives none.</summary>
    public static string DateOf(this Words words, Milestone milestone) =>
        milestone.Date is { } date ? words.Date(date) : words["milestone-no-date"];
}
