using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>The words of lengths and of days to come, of all languages at once.</summary>
internal sealed class OrderLexicon
{
    private readonly PeriodLexicon periods;
    private readonly HashSet<string> until = new(StringComparer.Ordinal);
    private readonly HashSet<string> one = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> ahead = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeriodUnit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> weekdays = new(StringComparer.Ordinal);

    public OrderLexicon(IReadOnlyList<Words> languages)
    {
        periods = new(languages);
        foreach (var words in languages.Select(language => language.File.Reading.Ordering))
        {
            until.UnionWith(words.Until);
            one.UnionWith(words.One);
            foreach (var (days, said) in new[] { words.Tomorrow, words.AfterTomorrow }.Index())
            {
                said.ToList().ForEach(word => ahead[word] = days + 1);
            }

            foreach (var (unit, said) in words.ShortUnits)
            {
                said.ToList().ForEach(word => units[word] = unit);
            }

            foreach (var (index, said) in words.ShortWeekdays.Index())
            {
                said.ToList().ForEach(word => weekdays[word] = index);
            }
        }
    }

    public SpokenNumbers Numbers => periods.Numbers;

    public bool IsUntil(string word) => until.Contains(word);

    public bool IsOne(string word) => one.Contains(word);

    public bool Is(string word, PeriodPart part) => (periods.Part(word) & part) is not PeriodPart.None;

    /// <summary>How many days after today, for <c>tomorrow</c>, <c>lusa</c>.</summary>
    public int? DaysAhead(string words) => ahead.TryGetValue(words, out var days) ? days : null;

    /// <summary>A unit, also as it is hung on a number: <c>h</c>.</summary>
    public PeriodUnit? Unit(string word) =>
        units.TryGetValue(word, out var unit) ? unit : periods.Unit(word) ?? periods.Single(word);

    public bool IsSingle(string word) => periods.Single(word) is not null;

    public int? Month(string word) => periods.Month(word);

    public int? DayOfMonth(string word) => periods.DayOfMonth(word);

    /// <summary>A day of the week; one that is also a unit ("minggu") only after "day".</summary>
    public DayOfWeek? Weekday(Sentence sentence, int at)
    {
        var led = at > 0 && periods.Unit(sentence.Words[at - 1]) is PeriodUnit.Day;
        var fromMonday =
            periods.Weekday(sentence.Words[at], led)
            ?? (weekdays.TryGetValue(sentence.Tokens[at].Key, out var index) ? index : null);
        return fromMonday is { } day ? (DayOfWeek)((day + 1) % 7) : null;
    }
}
