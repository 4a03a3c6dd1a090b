using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>What a word does in a period; one word may do several things ("last week", "last 7 days").</summary>
[Flags]
internal enum PeriodPart
{
    None = 0,
    Since = 1,
    From = 2,
    Until = 4,
    Early = 8,
    This = 16,
    Previous = 32,
    Next = 64,
    Rolling = 128,
    Ago = 256,
    In = 512,
    Passed = 1024,

    /// <summary>Before a time of day: the number after it counts no days.</summary>
    Clock = 2048,
}

/// <summary>The words of the calendar, of all languages at once.</summary>
internal sealed class PeriodLexicon
{
    private readonly Dictionary<string, PeriodPart> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeriodUnit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeriodUnit> singles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> days = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> weekdays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> months = new(StringComparer.Ordinal);
    private readonly HashSet<string> ambiguous = new(StringComparer.Ordinal);
    private readonly HashSet<string> ordinals = new(StringComparer.Ordinal);

    public PeriodLexicon(IReadOnlyList<Words> languages)
    {
        foreach (var reading in languages.Select(language => language.File.Reading))
        {
            Learn(reading.Periods);
            Learn(reading.Clock.At, PeriodPart.Clock);
        }
    }

    public SpokenNumbers Numbers { get; } = new();

    public PeriodPart Part(string word) => parts.GetValueOrDefault(word);

    public PeriodUnit? Unit(string word) => units.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>One unit in one word: <c>seminggu</c>.</summary>
    public PeriodUnit? Single(string word) => singles.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>How many days ago, for <c>today</c>, <c>yesterday</c> and <c>kemarin lusa</c>.</summary>
    public int? DaysAgo(string words) => days.TryGetValue(words, out var ago) ? ago : null;

    /// <summary>0 is Monday.</summary>
    /// <param name="led">"Day" stands before it: "hari minggu" is Sunday, "minggu" a week.</param>
    public int? Weekday(string word, bool led) =>
        weekdays.TryGetValue(word, out var weekday) && (led || !units.ContainsKey(word)) ? weekday : null;

    /// <summary>1 is January.</summary>
    public int? Month(string word) => months.TryGetValue(word, out var index) ? index + 1 : null;

    /// <summary>Whether a month's name, standing alone, is no other word: not <c>march</c>, <c>mar</c> or <c>may</c>.</summary>
    public bool IsPlainMonth(string word) => word.Length > 3 && !ambiguous.Contains(word);

    /// <summary>A day of a month, also as an ordinal: <c>20</c>, <c>20th</c>.</summary>
    public int? DayOfMonth(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return
            SpokenNumbers.Digits(word[..digits], 31) is > 0 and var day
            && (digits == word.Length || ordinals.Contains(word[digits..]))
            ? day
            : null;
    }

    private void Learn(PeriodWords words)
    {
        Learn(words.Since, PeriodPart.Since);
        Learn(words.From, PeriodPart.From);
        Learn(words.Until, PeriodPart.Until);
        Learn(words.Early, PeriodPart.Early);
        Learn(words.This, PeriodPart.This);
        Learn(words.Previous, PeriodPart.Previous);
        Learn(words.Next, PeriodPart.Next);
        Learn(words.Rolling, PeriodPart.Rolling);
        Learn(words.Ago, PeriodPart.Ago);
        Learn(words.In, PeriodPart.In);
        Learn(words.Passed, PeriodPart.Passed);
        Learn([words.Today, words.Yesterday, words.BeforeYesterday], days);
        Learn(words.Weekdays, weekdays);
        Learn(words.Months, months);
        Learn(words.Units, units);
        Learn(words.OneUnit, singles);
        ambiguous.UnionWith(words.Ambiguous);
        ordinals.UnionWith(words.Ordinals);
        Numbers.Learn(words.Numbers);
    }

    private void Learn(IReadOnlyList<string> said, PeriodPart part)
    {
        foreach (var word in said)
        {
            parts[word] = Part(word) | part;
        }
    }

    private static void Learn(
        IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> said,
        Dictionary<string, PeriodUnit> known
    )
    {
        foreach (var (unit, word) in said.SelectMany(unit => unit.Value.Select(word => (unit.Key, word))))
        {
            known[word] = unit;
        }
    }

    private static void Learn(IReadOnlyList<IReadOnlyList<string>> said, Dictionary<string, int> known)
    {
        foreach (var (index, word) in said.Index().SelectMany(words => words.Item.Select(word => (words.Index, word))))
        {
            known[word] = index;
        }
    }
}
