using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>What was asked, as it came: who, in which conversation, and the words.</summary>
/// <param name="Language">The language that this question is to be answered in, where the asker said so; null lets their choice and the words decide.</param>
/// <param name="TimeZone">The asker's zone where the edge knows it; null is the house's.</param>
/// <param name="LanguageHint">The language of the asker's client, such as <c>id-ID</c>; it decides where neither their choice nor the words do.</param>
/// <param name="InRoom">It was asked where others read along, so that the answer can be shared there.</param>
/// <param name="ToAll">The answer is said to all there, and so tells nothing of what the asker was told before.</param>
/// <param name="Room">The platform's id of the room that it was asked in, without a thread's; null in somebody's own chat.</param>
/// <param name="Mentioned">The accounts that the words mention, in their order, without the bot's.</param>
/// <param name="Name">Who asks, as others see them; null where the edge doesn't know.</param>
/// <param name="Openly">Everybody in the room sees the answer.</param>
public sealed record Asked(
    Asker Asker,
    string? Conversation,
    string Words,
    string? Language,
    TimeZoneInfo? TimeZone = null,
    string? LanguageHint = null,
    bool InRoom = false,
    bool ToAll = false,
    string? Room = null,
    IReadOnlyList<Mentioned>? Mentioned = null,
    string? Name = null,
    bool Openly = false
);

/// <summary>Somebody whom words mention.</summary>
/// <param name="Name">As it stands in the words.</param>
public sealed record Mentioned(Asker Who, string Name);

/// <summary>What of a partner's status is asked for.</summary>
public enum Focus
{
    /// <summary>When?</summary>
    Date,

    /// <summary>Can it be reached, and who closed it?</summary>
    Access,

    /// <summary>Why is it not done?</summary>
    Reason,

    /// <summary>What may be passed on?</summary>
    Public,

    /// <summary>Was it really said?</summary>
    Statement,
}

/// <summary>A question once read: what it is about, in which language it is answered.</summary>
/// <param name="Topic">The name of a topic, <c>unknown</c> where the words fit none.</param>
/// <param name="Partners">The partners meant, in the order named. More than one name that fits one word equally well is in <see cref="Unclear"/>.</param>
/// <param name="Unclear">Names of partners that could not be told apart or were not found.</param>
/// <param name="Corrections">Names that were read as a partner's although they were spelt otherwise.</param>
/// <param name="Subject">What it is about besides partners: <c>help list</c> the topic <c>list</c>, <c>language english</c> the language <c>en</c>.</param>
/// <param name="Order">What an order says besides; null where it is none.</param>
public sealed record Question(
    Asked Asked,
    string Topic,
    IReadOnlyList<PartnerId> Partners,
    Track? Track,
    Filters Filters,
    Focus? Focus,
    string Language,
    IReadOnlyList<UnclearName> Unclear,
    IReadOnlyList<Correction> Corrections,
    string? Subject = null,
    Order? Order = null
);

/// <summary>What an order says besides partners, track and times of day.</summary>
/// <param name="Here">It is for the room that it is given in, not for who gives it.</param>
/// <param name="Off">It ends what an earlier one began.</param>
/// <param name="For">For how long.</param>
/// <param name="Until">Up to which day, by the calendar of who gives it; never a past one.</param>
/// <param name="Weekly">Once a week, or once a day; null where neither was said.</param>
public sealed record Order(
    bool Here = false,
    bool Off = false,
    TimeSpan? For = null,
    DateOnly? Until = null,
    DayOfWeek? Weekday = null,
    bool? Weekly = null
);

/// <summary>Narrows an answer; null means any.</summary>
/// <param name="NotStage">Who hasn't reached this stage: "not agreed yet".</param>
/// <param name="All">"All" was said: of everything, not of one partner.</param>
/// <param name="Times">Times of day, in the order said.</param>
/// <param name="Zone">The IANA name of a zone that was said, such as <c>Asia/Makassar</c> for WITA; times in the answer are then its.</param>
/// <param name="Page">A page's number, from 1.</param>
public sealed record Filters(
    Stage? Stage = null,
    Track? Track = null,
    AccessState? Access = null,
    Stage? NotStage = null,
    Period? Period = null,
    bool All = false,
    IReadOnlyList<TimeOnly>? Times = null,
    string? Zone = null,
    string? Page = null
);

/// <summary>A stretch of time: from an instant on, up to another (exclusive) or, where that is null, to now.</summary>
public sealed record Period(DateTimeOffset From, DateTimeOffset? Until = null);

/// <summary>A word that stands where a partner's name should: it fits several (<see cref="Candidates"/>) or none.</summary>
/// <param name="Perhaps">It fits none, and the candidates are what it may be a misspelling of.</param>
public sealed record UnclearName(string Words, IReadOnlyList<PartnerId> Candidates, bool Perhaps = false)
{
    /// <summary>Whether there is no partner of this name.</summary>
    public bool IsUnknown => Perhaps || Candidates.Count == 0;
}

/// <summary>A typing error that was read as a partner's name.</summary>
public sealed record Correction(string Words, PartnerId Partner);
