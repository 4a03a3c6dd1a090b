using System.Globalization;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds times of day and zones: "08:30", "jam 08.30", "setengah 9" (08:30), "8 pm", "20.15 WITA".</summary>
internal sealed class ClockReader
{
    private readonly HashSet<string> at = new(StringComparer.Ordinal);
    private readonly HashSet<string> halfPast = new(StringComparer.Ordinal);
    private readonly HashSet<string> halfTo = new(StringComparer.Ordinal);
    private readonly HashSet<string> morning = new(StringComparer.Ordinal);
    private readonly HashSet<string> afternoon = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> zones = new(StringComparer.Ordinal);

    public ClockReader(IReadOnlyList<Words> languages)
    {
        foreach (var file in languages.Select(words => words.File))
        {
            var clock = file.Reading.Clock;
            at.UnionWith(clock.At);
            halfPast.UnionWith(clock.HalfPast);
            halfTo.UnionWith(clock.HalfTo);
            morning.UnionWith(clock.Morning);
            afternoon.UnionWith(clock.Afternoon);
            foreach (var (word, value) in file.Reading.Periods.Numbers)
            {
                numbers[word] = value;
            }

            foreach (var (zone, abbreviation) in file.Zones)
            {
                zones.TryAdd(abbreviation.ToLowerInvariant(), zone);
            }
        }
    }

    /// <summary>The IANA name of a zone that is named.</summary>
    public string? FindZone(Sentence sentence)
    {
        for (var place = 0; place < sentence.Count; place++)
        {
            if (!sentence.IsNamed(place) && zones.TryGetValue(sentence.Tokens[place].Key, out var zone))
            {
                sentence.Mark(place, 1, "<zone>");
                return zone;
            }
        }

        return null;
    }

    /// <summary>Every time of day, in the order said.</summary>
    public List<TimeOnly> FindTimes(Sentence sentence)
    {
        var times = new List<TimeOnly>();
        for (var place = 0; place < sentence.Count; place++)
        {
            if (!sentence.IsNamed(place) && Read(sentence, place) is var (time, count))
            {
                sentence.Mark(place, count, "<time>");
                times.Add(time);
                place += count - 1;
            }
        }

        return times;
    }

    private (TimeOnly Time, int Count)? Read(Sentence sentence, int start)
    {
        var place = start;
        var led = Take(at);
        var past = Skip(halfPast);
        var half = past == 0 && Take(halfTo);
        place += past;
        if (place >= sentence.Count || Number(sentence, place, 24) is not { } hour)
        {
            return null;
        }

        place++;
        var minute = past > 0 || half ? (half ? -30 : 30) : Minutes(sentence, ref place);
        var late = Take(afternoon);
        var early = !late && Take(morning);
        if (minute is null && !led && !late && !early)
        {
            return null;
        }

        hour += late && hour < 12 ? 12 : 0;
        hour -= early && hour == 12 ? 12 : 0;
        var minutes = (hour * 60) + (minute ?? 0);
        return (new TimeOnly(((minutes + 1440) % 1440) * TimeSpan.TicksPerMinute), place - start);

        bool Take(HashSet<string> words)
        {
            var taken = place < sentence.Count && words.Contains(sentence.Words[place]);
            place += taken ? 1 : 0;
            return taken;
        }

        // "half past" is two words.
        int Skip(HashSet<string> phrases) =>
            place + 1 < sentence.Count && phrases.Contains($"{sentence.Words[place]} {sentence.Words[place + 1]}")
                ? 2
                : 0;
    }

    // Two digits right after a colon or a full stop.
    private static int? Minutes(Sentence sentence, ref int place)
    {
        if (
            place < sentence.Count
            && sentence.Between(place - 1) is ":" or "."
            && sentence.Tokens[place].Key.Length == 2
            && Digits(sentence.Tokens[place].Key, 59) is { } minute
        )
        {
            place++;
            return minute;
        }

        return null;
    }

    private int? Number(Sentence sentence, int place, int most) =>
        numbers.TryGetValue(sentence.Words[place], out var value) && value <= most
            ? value
            : Digits(sentence.Tokens[place].Key, most);

    private static int? Digits(string word, int most) =>
        word.Length <= 2
        && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= most
            ? number
            : null;
}
