namespace PartnerBot.Asking.Languages;

/// <summary>How questions are put in one language, besides the words for topics and for what narrows them.</summary>
/// <param name="Markers">Words that do no more than hold a sentence together; they also show which language it is in.</param>
/// <param name="Particles">Those of them that phrases pass over: <c>the</c>, <c>dong</c>.</param>
/// <param name="Openers">Words that may stand before a command: <c>please</c>, <c>tolong</c>.</param>
/// <param name="Orders">Words that order something to be done that no topic does: <c>delete</c>, <c>hapus</c>.</param>
/// <param name="Negations">Words that deny what follows; the first is written in actions.</param>
/// <param name="Leads">Words after which a partner's name stands: <c>with</c>, <c>sama</c>.</param>
/// <param name="Joiners">Words between two names: <c>and</c>, <c>dan</c>.</param>
/// <param name="Counted">Things that are counted: <c>partners</c>, <c>orang</c>.</param>
/// <param name="Forms">How everyday words are inflected.</param>
/// <param name="Suffixes">Endings that are hung on words and on names: <c>nya</c>.</param>
/// <param name="Signs">How signs in names are spoken: <c>+</c> as "plus".</param>
/// <param name="Spellings">Slang and abbreviations, each with the word it stands for.</param>
/// <param name="Focuses">What of a partner's status is asked for.</param>
/// <param name="Ordering">What orders say from when on, until when and for whom.</param>
public sealed record ReadingWords(
    IReadOnlyList<string> Markers,
    IReadOnlyList<string> Particles,
    IReadOnlyList<string> Openers,
    IReadOnlyList<string> Orders,
    IReadOnlyList<string> Negations,
    IReadOnlyList<string> Leads,
    IReadOnlyList<string> Joiners,
    IReadOnlyList<string> Counted,
    WordForms Forms,
    IReadOnlyList<string> Suffixes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Signs,
    IReadOnlyDictionary<string, string> Spellings,
    IReadOnlyDictionary<Focus, PhraseWords> Focuses,
    PeriodWords Periods,
    ClockWords Clock,
    OrderWords Ordering
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
/// <param name="Next">The one to come, of which nothing can be said yet: <c>next week</c>, <c>senin depan</c>.</param>
/// <param name="Rolling">A stretch up to now: <c>past 7 days</c>, <c>7 hari terakhir</c>.</param>
/// <param name="Ago">A day so long before: <c>3 days ago</c>.</param>
/// <param name="In">Before a month or a year alone: <c>in may</c>.</param>
/// <param name="Passed">Passed over between words of a period: <c>since the 20th</c>, <c>minggu yang lalu</c>.</param>
/// <param name="Today">Today or a part of it, in up to three words: <c>this morning</c>, <c>tadi pagi</c>.</param>
/// <param name="Yesterday">Yesterday or a part of it: <c>last night</c>.</param>
/// <param name="BeforeYesterday">The day before: <c>kemarin lusa</c>.</param>
/// <param name="Weekdays">From Monday to Sunday, each with its spellings; one that is also a unit ("minggu") is a day only after "day".</param>
/// <param name="Months">From January to December, each with its spellings.</param>
/// <param name="Ambiguous">Months that are also other words, and months only where something shows it: <c>march</c>.</param>
/// <param name="Ordinals">Endings of a day's number: <c>20th</c>.</param>
/// <param name="Numbers">Numbers in one or two words, each with its value.</param>
public sealed record PeriodWords(
    IReadOnlyList<string> Since,
    IReadOnlyList<string> From,
    IReadOnlyList<string> Early,
    IReadOnlyList<string> Until,
    IReadOnlyList<string> This,
    IReadOnlyList<string> Previous,
    IReadOnlyList<string> Next,
    IReadOnlyList<string> Rolling,
    IReadOnlyList<string> Ago,
    IReadOnlyList<string> In,
    IReadOnlyList<string> Passed,
    IReadOnlyList<string> Today,
    IReadOnlyList<string> Yesterday,
    IReadOnlyList<string> BeforeYesterday,
    IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> Units,
    IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> OneUnit,
    IReadOnlyList<IReadOnlyList<string>> Weekdays,
    IReadOnlyList<IReadOnlyList<string>> Months,
    IReadOnlyList<string> Ambiguous,
    IReadOnlyList<string> Ordinals,
    IReadOnlyDictionary<string, int> Numbers
)
{
    /// <summary>Days seen from today, which may be said in several words: <c>hari ini</c>.</summary>
    public IEnumerable<string> Days() => Today.Concat(Yesterday).Concat(BeforeYesterday);

    public IEnumerable<string> All() =>
        Since
            .Concat(From)
            .Concat(Early)
            .Concat(Until)
            .Concat(This)
            .Concat(Previous)
            .Concat(Rolling)
            .Concat(Ago)
            .Concat(Days())
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

/// <summary>Words of orders.</summary>
/// <param name="Here">For the room: <c>here</c>, <c>channel ini</c>.</param>
/// <param name="TellHere">On this platform rather than another: <c>tell me here</c>.</param>
/// <param name="Off">Ends what an earlier order began.</param>
/// <param name="Daily">Once a day.</param>
/// <param name="Weekly">Once a week.</param>
/// <param name="Until">Before the day that something ends with.</param>
/// <param name="One">Before a unit, a single one: <c>a week</c>.</param>
/// <param name="Tomorrow">The day after today, in up to three words.</param>
/// <param name="AfterTomorrow">The day after that.</param>
/// <param name="ShortUnits">Units as they are hung on a number: <c>24h</c>.</param>
/// <param name="ShortWeekdays">From Monday to Sunday, spellings that are other words elsewhere: <c>sun</c>.</param>
public sealed record OrderWords(
    IReadOnlyList<string> Here,
    IReadOnlyList<string> TellHere,
    IReadOnlyList<string> Off,
    IReadOnlyList<string> Daily,
    IReadOnlyList<string> Weekly,
    IReadOnlyList<string> Until,
    IReadOnlyList<string> One,
    IReadOnlyList<string> Tomorrow,
    IReadOnlyList<string> AfterTomorrow,
    IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> ShortUnits,
    IReadOnlyList<IReadOnlyList<string>> ShortWeekdays
)
{
    /// <summary>What is found anywhere in a sentence, as phrases.</summary>
    public IEnumerable<string> Phrases() => Here.Concat(TellHere).Concat(Off).Concat(Daily).Concat(Weekly);
}

/// <summary>Words of the clock.</summary>
/// <param name="At">Before a time: <c>at</c>, <c>jam</c>.</param>
/// <param name="HalfPast">Before an hour, half an hour after it: <c>half past 8</c> is 08:30.</param>
/// <param name="HalfTo">Before an hour, half an hour before it: <c>setengah 9</c> is 08:30.</param>
/// <param name="Morning">After a time: before noon.</param>
/// <param name="Midday">After a time: around noon, <c>siang</c>; 11 is before it, 1 after it.</param>
/// <param name="Afternoon">After a time: after noon, <c>pm</c>, <c>sore</c>.</param>
/// <param name="Night">After a time: <c>malam</c>; 8 is before midnight, 12 and 1 after it.</param>
public sealed record ClockWords(
    IReadOnlyList<string> At,
    IReadOnlyList<string> HalfPast,
    IReadOnlyList<string> HalfTo,
    IReadOnlyList<string> Morning,
    IReadOnlyList<string> Midday,
    IReadOnlyList<string> Afternoon,
    IReadOnlyList<string> Night
)
{
    public IEnumerable<string> All() =>
        At.Concat(HalfPast).Concat(HalfTo).Concat(Morning).Concat(Midday).Concat(Afternoon).Concat(Night);
}
