using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>In which part of a day an hour is.</summary>
internal enum PartOfDay
{
    Morning,
    Midday,
    Afternoon,
    Night,
}

/// <summary>The words of the clock, of all languages at once.</summary>
internal sealed class ClockLexicon
{
    private readonly HashSet<string> at = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> halves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartOfDay> parts = new(StringComparer.Ordinal);
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);

    public ClockLexicon(IReadOnlyList<Words> languages)
    {
        foreach (var reading in languages.Select(words => words.File.Reading))
        {
            at.UnionWith(reading.Clock.At);
            Learn(reading.Clock.HalfPast, halves, 30);
            Learn(reading.Clock.HalfTo, halves, -30);
            Learn(reading.Clock.Morning, parts, Reading.PartOfDay.Morning);
            Learn(reading.Clock.Midday, parts, Reading.PartOfDay.Midday);
            Learn(reading.Clock.Afternoon, parts, Reading.PartOfDay.Afternoon);
            Learn(reading.Clock.Night, parts, Reading.PartOfDay.Night);
            counted.UnionWith(reading.Counted);
            Numbers.Learn(reading.Periods.Numbers);
        }
    }

    public SpokenNumbers Numbers { get; } = new();

    /// <summary>Whether a time stands after the word.</summary>
    public bool IsAt(string word) => at.Contains(word);

    /// <summary>The minutes from the hour that follows, for <c>half past</c> and <c>setengah</c>.</summary>
    public int? Half(string words) => halves.TryGetValue(words, out var minutes) ? minutes : null;

    public PartOfDay? PartOfDay(string words) => parts.TryGetValue(words, out var part) ? part : null;

    /// <summary>Whether a number before the word counts: "at 3 partners" is no time.</summary>
    public bool IsCounted(string word) => counted.Contains(word);

    private static void Learn<T>(IReadOnlyList<string> said, Dictionary<string, T> known, T meaning)
    {
        foreach (var words in said)
        {
            known[words] = meaning;
        }
    }
}
