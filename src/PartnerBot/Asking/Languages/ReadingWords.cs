namespace PartnerBot.Asking.Languages;

/// <summary>How questions are put in one language, besides the words for topics and for what narrows them.</summary>
/// <param name="Markers">Words that do no more than hold a sentence together; they also show which language it is in.</param>
/// <param name="Particles">Those of them that phrases pass over: <c>the</c>, <c>dong</c>.</param>
/// <param name="Openers">Words that may stand before a command: <c>please</c>, <c>tolong</c>.</param>
/// <param name="Orders">Words that order something to be done that no topic does: <c>delete</c>, <c>hapus</c>.</param>
/// <param name="Leads">Words after which a partner's name stands: <c>with</c>, <c>sama</c>.</param>
/// <param name="Joiners">Words between two names: <c>and</c>, <c>dan</c>.</param>
/// <param name="Counted">Things that are counted: <c>partners</c>, <c>orang</c>.</param>
/// <param name="Forms">How everyday words are inflected.</param>
/// <param name="Suffixes">Endings that are hung on words and on names: <c>nya</c>.</param>
/// <param name="Signs">How signs in names are spoken: <c>+</c> as "plus".</param>
/// <param name="Spellings">Slang and abbreviations, each with the word it stands for.</param>
/// <param name="Focuses">What of a partner's status is asked for.</param>
public sealed record ReadingWords(
    IReadOnlyList<string> Markers,
    IReadOnlyList<string> Particles,
    IReadOnlyList<string> Openers,
    IReadOnlyList<string> Orders,
    IReadOnlyList<string> Leads,
    IReadOnlyList<string> Joiners,
    IReadOnlyList<string> Counted,
    WordForms Forms,
    IReadOnlyList<string> Suffixes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Signs,
    IReadOnlyDictionary<string, string> Spellings,
    IReadOnlyDictionary<Focus, PhraseWords> Focuses,
    PeriodWords Periods,
    ClockWords Clock
);

/// <summary>What a language puts before and after the stem of a word: <c>di…kan</c>, <c>…ing</c>.</summary>
public sealed record WordForms(IReadOnlyList<string> Beginnings, IReadOnlyList<string> Endings);

/// <param name="Phrases">What says it alone; the form of a phrase is that of <see cref="Reading.Phrases{T}"/>.</param>
/// <param name="Hints">What says it where nothing else is said.</param>
public sealed record PhraseWords(IReadOnlyList<string> Phrases, IReadOnlyList<string> Hints);

/// <summary>Words of the calendar.</summary>
/// <param name="Since">What makes a day the first of a period: <c>since</c>.</param>
/// <param name="From">The same before a day or a date alone: "from monday", but not "from last month".</param>
/// <param name="Early">Before a month, and passed over: <c>early</c>, <c>awal</c>.</param>
/// <param name="Until">Between the first day and the last: <c>10 to 15 november</c>.</param>
/// <param name="This">Before or after a unit: <c>this week</c>, <c>minggu ini</c>.</param>
/// <param name="Previous">The one before: <c>last week</c>, <c>minggu lalu</c>.</param>
/// <param name="Rolling">A stretch up to now: <c>past 7 days</c>, <c>7 hari terakhir</c>.</param>
/// <param name="Ago">A day so long before: <c>3 days ago</c>.</param>
/// <param name="Weekdays">From Monday to Sunday, each with its spellings.</param>
/// <param name="Months">From January to December, each with its spellings.</param>
/// <param name="Numbers">Numbers in words, each with its value.</param>
public sealed record PeriodWords(
    IReadOnlyList<string> Since,
    IReadOnlyList<string> From,
    IReadOnlyList<string> Early,
    IReadOnlyList<string> Until,
    IReadOnlyList<string> This,
    IReadOnlyList<string> Previous,
    IReadOnlyList<string> Rolling,
    IReadOnlyList<string> Ago,
    IReadOnlyList<string> Today,
    IReadOnlyList<string> Yesterday,
    IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> Units,
    IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> OneUnit,
    IReadOnlyList<IReadOnlyList<string>> Weekdays,
    IReadOnlyList<IReadOnlyList<string>> Months,
    IReadOnlyDictionary<string, int> Numbers
)
{
    public IEnumerable<string> All() =>
        Since
            .Concat(From)
            .Concat(Early)
            .Concat(Until)
            .Concat(This)
            .Concat(Previous)
            .Concat(Rolling)
            .Concat(Ago)
            .Concat(Today)
            .Concat(Yesterday)
            .Concat(Units.Values.SelectMany(words => words))
            .Concat(OneUnit.Values.SelectMany(words => words))
            .Concat(Weekdays.SelectMany(words => words))
            .Concat(Months.SelectMany(words => words));
}

public enum PeriodUnit
{
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>Words of the clock.</summary>
/// <param name="At">Before a time: <c>at</c>, <c>jam</c>.</param>
/// <param name="HalfPast">Before an hour, half an hour after it: <c>half past 8</c> is 08:30.</param>
/// <param name="HalfTo">Before an hour, half an hour before it: <c>setengah 9</c> is 08:30.</param>
/// <param name="Morning">After a time: before noon.</param>
/// <param name="Afternoon">After a time: after noon, <c>pm</c>, <c>malam</c>.</param>
public sealed record ClockWords(
    IReadOnlyList<string> At,
    IReadOnlyList<string> HalfPast,
    IReadOnlyList<string> HalfTo,
    IReadOnlyList<string> Morning,
    IReadOnlyList<string> Afternoon
)
{
    public IEnumerable<string> All() => At.Concat(HalfPast).Concat(HalfTo).Concat(Morning).Concat(Afternoon);
}
