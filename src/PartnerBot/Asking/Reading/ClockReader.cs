using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds times of day and zones: "08:30", "jam 08.30", "setengah 9" (08:30), "8 pm", "20.15 WITA".</summary>
internal sealed class ClockReader
{
    private readonly ClockLexicon lexicon;
    private readonly Dictionary<string, string> zones = new(StringComparer.Ordinal);

    public ClockReader(IReadOnlyList<Words> languages)
    {
        lexicon = new(languages);
        foreach (var (zone, abbreviation) in languages.SelectMany(words => words.File.Zones))
        {
            zones.TryAdd(abbreviation.ToLowerInvariant(), zone);
        }
    }

    /// <summary>The IANA name of a zone that is named.</summary>
    public string? FindZone(Sentence sentence)
    {
        for (var place = 0; place < sentence.Count; place++)
        {
            if (
                !sentence.IsNamed(place)
                && zones.TryGetValue(sentence.Tokens[place].Key, out var zone)
                && IsMeant(sentence, place)
            )
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
        for (var start = 0; start < sentence.Count; start++)
        {
            var place = new ClockPlace(lexicon, sentence, start);
            if (place.Read() is { } time)
            {
                sentence.Mark(start, place.Count, "<time>");
                times.Add(time);
                start += place.Count - 1;
            }
        }

        return times;
    }

    // "Wit" is often "with" mistyped; a zone stands in capitals, at the end, or after a time.
    private bool IsMeant(Sentence sentence, int place) =>
        place == sentence.Count - 1
        || sentence.Written(place, 1).All(char.IsUpper)
        || (
            place > 0
            && (
                char.IsAsciiDigit(sentence.Tokens[place - 1].Key[0])
                || lexicon.PartOfDay(sentence.Words[place - 1]) is not null
            )
        );
}
