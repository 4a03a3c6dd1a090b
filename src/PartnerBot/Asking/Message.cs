using System.Text.Json.Serialization;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>
/// What is said, as typed facts, knowing no platform: a renderer per platform lays it out.
/// Instants are instants; a renderer writes them in <see cref="Language"/> and <see cref="TimeZone"/>.
/// </summary>
public sealed record Message
{
    public required string Topic { get; init; }

    public required string Language { get; init; }

    /// <summary>The IANA name of the reader's zone, in which instants are written; null before the <see cref="Answerer"/> has set it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The whole answer in plain words, for phones, screen readers and pipes. Its first 60 characters hold partner, stage and access.</summary>
    public required string Text { get; init; }

    public Headline? Headline { get; init; }

    /// <summary>Plain paragraphs, before the facts.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    public Quote? Quote { get; init; }

    public IReadOnlyList<Section> Sections { get; init; } = [];

    public Table? Table { get; init; }

    /// <summary>Remarks on the answer itself: a typing error that was read, sample data, a registry that can't be reached.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How far it may be passed on; null where it says nothing of a partner.</summary>
    public Visibility? Visibility { get; init; }

    public Freshness? Freshness { get; init; }

    public IReadOnlyList<MessageAction> Actions { get; init; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? NextPage { get; init; }

    /// <summary>Of the notice that it tells, which can be found again by it; opaque, since others may read it. Null of an answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NoticeId { get; init; }
}

/// <summary>Who and where things stand: <c>Netflix</c>, <c>IndiHome</c>, <c>negotiating: no agreement yet</c>.</summary>
public sealed record Headline(string Title, string? Context, string? State);

public enum FactGroup
{
    Access,
    Tracks,
    Promise,
}

/// <summary>One labelled fact. Facts of one group belong on one line where there is room.</summary>
/// <param name="Aside">What qualifies the value: <c>other operators: open</c>.</param>
public sealed record Fact(FactGroup Group, string Label, string Value, string? Aside = null, bool Strong = false);

/// <summary>A milestone as it was said or written.</summary>
/// <param name="Label">What it is and of when: <c>Latest milestone (date not given in the source)</c>.</param>
/// <param name="TextLanguage">The language of <paramref name="Text"/>; it may differ from the message's.</param>
/// <param name="Wording">Whether it is a quote or a paraphrase, in words.</param>
/// <param name="Translation">A quote that is not in the message's language, translated; to be shown as a translation.</param>
public sealed record Quote(
    string Label,
    string Text,
    string TextLanguage,
    string? Speaker,
    string Wording,
    string? Source,
    string? Link,
    string? Translation = null
);

/// <summary>Lines under one heading, each about one thing.</summary>
public sealed record Section(string Title, IReadOnlyList<Line> Lines);

/// <param name="Name">What the line is about, shown stronger: a partner's name, a topic's name.</param>
/// <param name="Text">The whole line in words, the quote's included.</param>
/// <param name="Ask">The question that the line answers or offers, runnable as it stands.</param>
/// <param name="Quote">What was said, for renderers that lay quotes out; the same as in <paramref name="Text"/>.</param>
public sealed record Line(string Name, string Text, string? Ask = null, Quote? Quote = null);

/// <summary>Several things side by side, one a column; each row has a cell for every column.</summary>
/// <param name="Columns">Their names, without the column of row labels.</param>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows);

public sealed record TableRow(string Label, IReadOnlyList<string> Cells);

/// <summary>How old the facts are: read from the registry at <see cref="AsOf"/>, last confirmed there by a person at <see cref="LastConfirmed"/>.</summary>
/// <param name="Stale">The registry could not be reached; this is what it said at <paramref name="AsOf"/>.</param>
public sealed record Freshness(DateTimeOffset AsOf, DateTimeOffset? LastConfirmed, bool Stale)
{
    /// <summary>How old several facts are that are told together: as old as the oldest. Null of none.</summary>
    public static Freshness? Oldest(IEnumerable<Freshness> several) =>
        several.Aggregate(default(Freshness), (one, other) => one is null ? other : one.With(other));

    private Freshness With(Freshness other) =>
        new(
            AsOf < other.AsOf ? AsOf : other.AsOf,
            LastConfirmed is null || LastConfirmed < other.LastConfirmed ? LastConfirmed : other.LastConfirmed,
            Stale || other.Stale
        );
}

/// <summary>Something to do next: putting <see cref="Ask"/> as a question, in the language of the message that offers it.</summary>
/// <param name="Topic">The topic it leads to; an action whose topic does not exist is not shown. <see cref="Share"/> leads to none.</param>
/// <param name="IsChoice">It answers what the message asks; where a platform can, the answer takes the message's place.</param>
public sealed record MessageAction(
    string Topic,
    string Label,
    string Ask,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsChoice = false
)
{
    /// <summary>Stands for a topic: the answer to <see cref="Ask"/> is to be said by the bot to all who read along.</summary>
    public const string Share = "share";
}
