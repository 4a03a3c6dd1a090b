using System.Globalization;
using PartnerBot.Asking;

namespace PartnerBot.Tests.Asking.Corpus;

/// <summary>
/// A question as somebody would put it, and how it is to be read. In the files each is a line of five columns with tabs
/// between: words, topic, partners in the order named, track, extras; <c>-</c> is none.
/// </summary>
/// <param name="Extras">
/// What else it says, with spaces between: <c>focus=date</c>, <c>stage=live</c>, <c>access=closed</c>,
/// <c>since=2026-11-23</c>, <c>until=2026-11-24</c> (both days included), <c>lang=en</c>, and <c>asks</c> where the bot must
/// ask back for a partner. Of orders: <c>all</c>, <c>here</c>, <c>off</c>, <c>for=24h</c>, <c>to=2026-12-20</c>,
/// <c>times=20:00,07:00</c>, <c>daily</c>, <c>weekly</c>, <c>day=monday</c>, and <c>tell-here</c>.
/// </param>
internal sealed record CorpusQuestion(string Words, string Topic, string Partners, string Track, string Extras)
{
    /// <summary>Topic, partners and track are as they should be.</summary>
    public bool IsExact(CorpusQuestion read) => Matters(read) == Matters(this);

    public bool HasExtras(CorpusQuestion read) =>
        read.Extras.Split(' ').ToHashSet(StringComparer.Ordinal).SetEquals(Extras.Split(' '));

    /// <summary>A partner is answered about that isn't meant.</summary>
    public bool IsWrong(CorpusQuestion read) =>
        read.Partners.Split(',').Except(Partners.Split(','), StringComparer.Ordinal).Any(partner => partner is not "-");

    public static CorpusQuestion Parse(string line) =>
        line.Split('\t') is [var words, var topic, var partners, var track, var extras]
            ? new(words, topic, partners, track, extras)
            : throw new FormatException($"Five columns are needed: {line}");

    /// <summary>A question as it was read, in the same form.</summary>
    public static CorpusQuestion Of(Question read)
    {
        var extras = string.Join(' ', ExtrasOf(read));
        return new(
            read.Asked.Words,
            read.Topic,
            read.Partners.Count == 0 ? "-" : string.Join(',', read.Partners),
            read.Track is { } track ? Kebab(track) : "-",
            extras.Length == 0 ? "-" : extras
        );
    }

    private static IEnumerable<string> ExtrasOf(Question read)
    {
        var filters = read.Filters;
        string?[] extras =
        [
            read.Partners.Count == 0 && read.Unclear.Count > 0 ? "asks" : null,
            read.Focus is { } focus ? $"focus={Kebab(focus)}" : null,
            filters.Stage is { } stage ? $"stage={Kebab(stage)}" : null,
            filters.Access is { } access ? $"access={Kebab(access)}" : null,
            read.Order is null && filters.Period is { } period ? $"since={Day(period.From)}" : null,
            read.Order is null && filters.Period is { Until: { } until } ? $"until={Day(until.AddDays(-1))}" : null,
            read.Topic is "language" && read.Subject is { } language ? $"lang={language}" : null,
        ];
        return extras.Concat(read.Order is { } order ? ExtrasOf(order, read) : []).OfType<string>();
    }

    private static IEnumerable<string?> ExtrasOf(Order order, Question read) =>
        [
            read.Filters.All ? "all" : null,
            order.Here && read.Subject is null ? "here" : null,
            order.Off ? "off" : null,
            order.For is { } length ? $"for={length.TotalHours}h" : null,
            order.Until is { } last ? $"to={last:yyyy-MM-dd}" : null,
            read.Filters.Times is { } times ? $"times={string.Join(',', times.Select(time => $"{time:HH:mm}"))}" : null,
            order.Weekly switch
            {
                true => "weekly",
                false => "daily",
                null => null,
            },
            order.Weekday is { } day ? $"day={Kebab(day)}" : null,
            read.Subject is "here" ? "tell-here" : null,
        ];

    private static (string, string, string) Matters(CorpusQuestion question) =>
        (question.Topic, string.Join(',', question.Partners.Split(',').Order(StringComparer.Ordinal)), question.Track);

    private static string Day(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Kebab<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
