using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds what orders say: "24h", "sampai besok", "until 20 dec", "weekly mon", "off", "di sini".</summary>
internal sealed class OrderReader
{
    private readonly OrderLexicon lexicon;
    private readonly Phrases<bool> here;
    private readonly Phrases<bool> off;
    private readonly Phrases<bool> weekly;

    public OrderReader(Phrasebook phrasebook)
    {
        lexicon = new(phrasebook.All);
        (here, off, weekly) = (new(phrasebook.Lexicon), new(phrasebook.Lexicon), new(phrasebook.Lexicon));
        foreach (var words in phrasebook.All.Select(language => language.File.Reading.Ordering))
        {
            here.Add(words.Here, meaning: true, weight: 1);
            off.Add(words.Off, meaning: true, weight: 1);
            weekly.Add(words.Weekly, meaning: true, weight: 1);
            weekly.Add(words.Daily, meaning: false, weight: 1);
        }
    }

    public Order Read(Sentence sentence, Calendar calendar)
    {
        var (length, until) = FindEnd(sentence, calendar);
        return new(
            here.In(sentence).Count > 0,
            off.In(sentence).Count > 0,
            length,
            until,
            until is null ? FindWeekday(sentence) : null,
            weekly.In(sentence).MaxBy(found => found.Weight)?.Meaning
        );
    }

    // The first that there is; a day after "until" before one that only stands there.
    private (TimeSpan? For, DateOnly? Until) FindEnd(Sentence sentence, Calendar calendar)
    {
        for (var start = 0; start < sentence.Count; start++)
        {
            var place = new OrderPlace(lexicon, sentence, calendar.Today, start);
            if (place.ReadLength() is { } length)
            {
                sentence.Explain(start, place.Count);
                return (length, null);
            }

            if (place.ReadUntil() is { } until)
            {
                sentence.Explain(start, place.Count);
                return (null, until);
            }
        }

        var dates = Enumerable
            .Range(0, sentence.Count)
            .Select(start => new OrderPlace(lexicon, sentence, calendar.Today, start).ReadDate());
        return (null, dates.FirstOrDefault(date => date is not null));
    }

    private DayOfWeek? FindWeekday(Sentence sentence)
    {
        var found = Enumerable
            .Range(0, sentence.Count)
            .Where(at => !sentence.IsNamed(at))
            .Select(at => lexicon.Weekday(sentence, at));
        return found.FirstOrDefault(day => day is not null);
    }
}
