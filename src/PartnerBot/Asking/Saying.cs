using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>The registry's facts in words.</summary>
internal static class Saying
{
    /// <summary>Whether a network reaches the partner, and who closed it: <c>closed by us</c>.</summary>
    public static string Access(this Words words, IEnumerable<AccessFact> facts, Network network) =>
        facts.FirstOrDefault(fact => fact.Network == network) switch
        {
            null => words["not-recorded"],
            { State: AccessState.Closed, By: { } by } => words.Of(by),
            var fact => words.Of(fact.State),
        };

    /// <summary>As <see cref="Access"/>, with the date from which on where it is known.</summary>
    public static string AccessSince(this Words words, IReadOnlyList<AccessFact> facts, Network network) =>
        facts.FirstOrDefault(fact => fact.Network == network) is { Since: { } since }
            ? words["since", words.Access(facts, network), words.Date(since)]
            : words.Access(facts, network);

    /// <summary>How much of a negotiation is agreed; null before, after, and where no track is recorded.</summary>
    public static string? Agreement(this Words words, Stage stage, IReadOnlyDictionary<Track, TrackState> tracks)
    {
        if (stage is not Stage.Negotiating || tracks.Count == 0)
        {
            return null;
        }

        var met = tracks.Values.Count(track => track.Status is TrackStatus.Met);
        return met == 0 ? words["agreement-none"]
            : met == tracks.Count ? words["agreement-all"]
            : words["agreement-some", met, tracks.Count];
    }

    /// <summary>A text in the words' language, else as it was written.</summary>
    public static string In(this LocalizedText text, Words words) =>
        text.Texts.GetValueOrDefault(words.Code) ?? text.AsWritten();

    public static string AsWritten(this LocalizedText text) =>
        text.Texts.GetValueOrDefault(text.Original) ?? text.Texts.Values.FirstOrDefault() ?? "";

    public static string Who(this Spokesperson person) =>
        person.Title is { } title ? $"{person.Name}, {title}" : person.Name;

    /// <summary><c>Suara.com via KLIKPOSITIF</c>; null where the source says neither.</summary>
    public static string? From(this Words words, Source? source) =>
        source switch
        {
            { Publisher: { } publisher, Via: { } via } => words["source-via", publisher, via],
            { Publisher: { } publisher } => publisher,
            { Via: { } via } => words["via", via],
            _ => null,
        };

    public static IEnumerable<Commitment> OpenCommitments(this Partner partner) =>
        partner.Commitments.Where(commitment => commitment.Status is CommitmentStatus.Open);

    /// <summary>What goes with everything said of a partner: that nobody has confirmed it, that it is sample data.</summary>
    /// <param name="named">Whether it is told together with others, and has to say of whom it is true.</param>
    public static IEnumerable<string> Remarks(this Partner partner, Words words, bool named)
    {
        if (partner.LastConfirmed is null)
        {
            yield return named ? words["never-confirmed-of", partner.Name] : words["never-confirmed"];
        }

        if (partner.Sample)
        {
            yield return words["sample"];
        }
    }

    /// <summary>Stage and, where there is one, agreement, within a sentence: <c>negotiating (no agreement yet)</c>.</summary>
    public static string StateAside(this Words words, Partner partner) =>
        words.Agreement(partner.Stage, partner.Tracks) is { } agreement
            ? words["state-aside", words.Of(partner.Stage), agreement]
            : words.Of(partner.Stage);

    /// <summary>That more partners were named than are answered; nothing where they all are.</summary>
    public static IEnumerable<string> FirstPartners(this Words words, Question question) =>
        question.Partners.Count > SinceLast.ManyPartners
            ? [words["first-partners", SinceLast.ManyPartners, question.Partners.Count]]
            : [];

    /// <summary>An action that asks a topic of a partner.</summary>
    public static MessageAction Action(this Words words, string topic, string label, Partner partner) =>
        new(topic, label, $"{words.Command(topic)} {partner.Name}");

    public static Freshness Freshness(this Reading<Partner> reading) =>
        new(reading.AsOf, reading.Value.LastConfirmed, reading.Stale);

    /// <summary>The same where it is told together with more that was read of the partner.</summary>
    public static Freshness Freshness<T>(this Reading<Partner> reading, Reading<T> more) =>
        new(
            reading.AsOf < more.AsOf ? reading.AsOf : more.AsOf,
            reading.Value.LastConfirmed,
            reading.Stale || more.Stale
        );
}
