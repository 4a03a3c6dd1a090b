using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>What was asked, as it came: who, in which conversation, and the words.</summary>
/// <param name="Language">The asker's language where the edge knows it (a setting, the platform's locale); null lets the words decide.</param>
public sealed record Asked(Asker Asker, string? Conversation, string Words, string? Language);

public enum Focus
{
    Date,
    Access,
    Reason,
    Public,
    Statement,
}

/// <summary>A question once read: what it is about, in which language it is answered.</summary>
/// <param name="Topic">The name of a topic, <c>unknown</c> where the words fit none.</param>
/// <param name="Partners">The partners meant, in the order named. More than one name that fits one word equally well is in <see cref="Unclear"/>.</param>
/// <param name="Unclear">Names of partners that could not be told apart or were not found.</param>
/// <param name="Corrections">Names that were read as a partner's although they were spelt otherwise.</param>
/// <param name="Subject">Another topic named in the question: <c>help list</c> is about <c>list</c>.</param>
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
    string? Subject = null
);

/// <summary>Narrows a list; null means any.</summary>
public sealed record Filters(Stage? Stage = null, Track? Track = null, AccessState? Access = null, string? Page = null);

/// <summary>A word that stands where a partner's name should: it fits several (<see cref="Candidates"/>) or none (empty).</summary>
public sealed record UnclearName(string Words, IReadOnlyList<PartnerId> Candidates);

/// <summary>A typing error that was read as a partner's name.</summary>
public sealed record Correction(string Words, PartnerId Partner);
