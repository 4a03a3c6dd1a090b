using System.Globalization;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Reading;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Reads words as a question: by fixed rules, the same each time, without asking anything anywhere.</summary>
public sealed class QuestionReader
{
    /// <summary>A longer text is no question, and isn't read.</summary>
    public const int LongestText = 2000;

    private readonly Phrasebook phrasebook;
    private readonly TopicCatalogue topics;
    private readonly Locale locale;
    private readonly TimeProvider clock;
    private readonly Lexicon lexicon;
    private readonly TopicReader topicReader;
    private readonly NarrowingReader narrowing;
    private readonly PeriodReader periods;
    private readonly ClockReader times;
    private readonly OrderReader orders;

    /// <exception cref="KeyNotFoundException">The house's language is none of the phrasebook's; the message names those there are.</exception>
    public QuestionReader(Phrasebook phrasebook, TopicCatalogue topics, Locale locale, TimeProvider clock)
    {
        (this.phrasebook, this.topics, this.clock) = (phrasebook, topics, clock);
        this.locale = locale with { Language = phrasebook[locale.Language].Code };
        lexicon = phrasebook.Lexicon;
        topicReader = new(phrasebook, topics);
        narrowing = new(phrasebook.All, lexicon);
        periods = new(phrasebook.All);
        times = new(phrasebook.All);
        orders = new(phrasebook);
    }

    /// <summary>What is asked; the topic is <c>unknown</c> where the words fit none. Any text can be read.</summary>
    public Question Read(Asked asked, VisibleNames visible)
    {
        var sentence = Sentence.Of(asked.Words, lexicon);
        var names = new NamesIn(sentence, visible, lexicon);
        names.Finder.FindCertain();
        sentence.Explain(visible.IsProgramme);
        ExplainMentioned(asked, sentence);
        var zone = times.FindZone(sentence);
        var here = locale.ZoneFor(asked, zone);
        var (period, isToday) = FindPeriod(sentence, here);
        var timesSaid = times.FindTimes(sentence);
        var order = orders.Read(sentence, new(clock.GetUtcNow(), here));
        var narrowed = narrowing.Read(sentence);
        var isArranged =
            timesSaid.Count > 0 || order is { Off: true } or { Weekly: not null } || asked.Mentioned is { Count: > 0 };
        var read = topicReader.Read(new(sentence, names, period is null ? null : isToday, narrowed, isArranged));
        var found = topics[read.Topic].MayNamePartners ? names.Found : new(sentence);
        return new(
            asked,
            read.Topic,
            found.Partners,
            read.Topic is UnknownTopic.TopicName ? null : narrowed.Track,
            FiltersOf(read.Topic, narrowed) with
            {
                Period = period,
                Times = timesSaid.Count > 0 ? timesSaid : null,
                Zone = zone,
            },
            read.Focus,
            LanguageOf(asked, sentence),
            found.Unclear,
            found.Corrections,
            read.Subject,
            topics[read.Topic].IsOrder ? order : null
        );
    }

    // A colleague's name is known, though it is no partner's.
    private static void ExplainMentioned(Asked asked, Sentence sentence)
    {
        foreach (var one in asked.Mentioned ?? [])
        {
            var name = Token.Split(Token.Normalise(one.Name)).ConvertAll(word => word.Key);
            sentence.Explain(name.Contains);
        }
    }

    private Filters FiltersOf(string topic, Narrowed narrowed) =>
        new(
            topic is ListTopic.TopicName ? narrowed.Stage : null,
            topics[topic].AboutPartners ? null : narrowed.Track,
            topic is ListTopic.TopicName ? narrowed.Access : null,
            topic is ListTopic.TopicName && narrowed.Stage is null ? narrowed.NotStage : null,
            All: narrowed.All,
            Page: narrowed.Page
        );

    private (Period? Period, bool IsToday) FindPeriod(Sentence sentence, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        if (periods.Find(sentence, now, zone) is not var (period, start, count))
        {
            return (null, false);
        }

        sentence.Mark(start, count, "<period>");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return (period, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(period.From, zone).DateTime) == today);
    }

    // What the asker chose, then the language most of the words are in, then their client's, then the house's.
    private string LanguageOf(Asked asked, Sentence sentence)
    {
        if (phrasebook.Find(asked.Language) is { } chosen)
        {
            return chosen.Code;
        }

        var usual = phrasebook.First(locale, asked.LanguageHint).Code;
        return phrasebook
            .All.Select(words => words.Code)
            .OrderByDescending(code => string.Equals(code, usual, StringComparison.Ordinal))
            .MaxBy(code => lexicon.Count(code, sentence))!;
    }
}
