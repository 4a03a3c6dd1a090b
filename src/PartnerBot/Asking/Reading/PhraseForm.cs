namespace PartnerBot.Asking.Reading;

/// <summary>The form of a phrase, as <see cref="Phrases{T}"/> describes it: what is wrong with one, and everything that one says.</summary>
internal static class PhraseForm
{
    private const string Gap = "…";
    private const int ShortestBeginning = 2;

    private static readonly string[] Tags =
    [
        "<partner>",
        "<track>",
        "<stage>",
        "<access>",
        "<period>",
        "<language>",
        "<time>",
        "<zone>",
    ];

    /// <summary>What can't be read in a phrase; null where all can.</summary>
    public static string? Fault(string phrase)
    {
        string[] elements = phrase.Split(' ');
        if (elements[0] is Gap || elements[^1] is Gap)
        {
            return "it begins or ends with a gap";
        }

        if (elements.Zip(elements.Skip(1)).Any(pair => pair is (Gap, Gap)))
        {
            return "it has two gaps in a row";
        }

        return elements
            .Where(element => element is not Gap)
            .SelectMany(element => element.Split('/'))
            .Select(FaultOfWord)
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Whether it is just words, so that it can be written as it stands.</summary>
    public static bool IsPlain(string phrase) => phrase.Split(' ').All(IsWord);

    /// <summary>Everything that a phrase with alternatives says, each with none: <c>a/b c</c> is <c>a c</c> and <c>b c</c>.</summary>
    public static IEnumerable<string> Spelt(string phrase) =>
        phrase
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(element => element.Split('/'))
            .Aggregate(
                (IEnumerable<string>)[""],
                (said, words) => said.SelectMany(before => words.Select(word => $"{before} {word}".TrimStart()))
            );

    private static string? FaultOfWord(string word) =>
        word switch
        {
            "" => "it has an empty word: one space goes between words, one / between alternatives",
            ['<', ..] => Tags.Contains(word, StringComparer.Ordinal) ? null : $"there is no {word}",
            [.. var beginning, '*'] => beginning.Length >= ShortestBeginning && IsWord(beginning)
                ? null
                : $"{word} needs {ShortestBeginning} letters or more before the *, and nothing else",
            _ when IsWord(word) => null,
            _ when word.Any(char.IsUpper) => $"{word} has a capital, and words are read without",
            _ => $"{word} has a sign that no word has",
        };

    private static bool IsWord(string text) =>
        (text.Length > 0 && text.All(char.IsAsciiLetterLower)) || (Token.Split(text) is [var only] && only.Key == text);
}
