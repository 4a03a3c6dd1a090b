using System.Globalization;
using System.Text.RegularExpressions;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking;

/// <summary>One page of what there is.</summary>
/// <param name="First">The place of the first shown, from 1.</param>
/// <param name="Number">Which page it is, from 1.</param>
internal sealed record Page<T>(IReadOnlyList<T> Shown, int First, int Number, int Pages, int Total)
{
    /// <summary>The next page's number in digits; null on the last.</summary>
    public string? Next => Number < Pages ? (Number + 1).ToString(CultureInfo.InvariantCulture) : null;
}

/// <summary>Long answers a page at a time.</summary>
internal static class Paging
{
    /// <summary>Lines that fit in one answer.</summary>
    public const int Usual = 10;

    /// <summary>The page that was asked for; past the end it is the last.</summary>
    public static Page<T> Page<T>(this IReadOnlyList<T> all, Filters filters, int size = Usual)
    {
        var pages = Math.Max(1, (all.Count + size - 1) / size);
        var number = Math.Clamp(Number(filters), 1, pages);
        var skipped = (number - 1) * size;
        return new([.. all.Skip(skipped).Take(size)], skipped + 1, number, pages, all.Count);
    }

    public static int Number(Filters filters) =>
        int.TryParse(filters.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1;

    /// <summary><c>4 in all</c>, or <c>1 to 10 of 23</c>.</summary>
    public static string Range<T>(this Words words, Page<T> page) =>
        page.Pages == 1
            ? words["list-all", page.Total]
            : words["list-range", page.First, page.First + page.Shown.Count - 1, page.Total];

    /// <summary>The action that asks the same question for the next page; none on the last.</summary>
    /// <param name="partners">Names of the partners that the answer is about.</param>
    /// <param name="next">The next page's number; null on the last.</param>
    public static IReadOnlyList<MessageAction> More(
        this Words words,
        Question question,
        IEnumerable<string> partners,
        string? next
    ) =>
        next is null
            ? []
            :
            [
                new(
                    question.Topic,
                    words["action-more"],
                    $"{Said(question, partners, words)} {PageWord(words)} {next}"
                ),
            ];

    // A period is asked for again as the asker said it: in any words that the reader knows, which no topic does.
    private static string Said(Question question, IEnumerable<string> partners, Words words) =>
        question.Filters is { Period: null, Zone: null }
            ? string.Join(' ', [words.Command(question.Topic), .. partners, .. TrackWord(question, words)])
            : Regex
                .Replace(
                    question.Asked.Words,
                    $@"\b{Regex.Escape(PageWord(words))}\s+\d+",
                    "",
                    RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
                )
                .Trim();

    private static IEnumerable<string> TrackWord(Question question, Words words) =>
        question.Track is { } track ? [words.File.Vocabulary.Tracks[track][0]] : [];

    private static string PageWord(Words words) => words.File.Vocabulary.Page[0];
}
