using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Focuses;

/// <summary>The short answer to one thing asked of a partner's status. A focus is one file here.</summary>
public interface IFocus
{
    Focus Focus { get; }

    /// <summary>Null where the partner has gone since it was read.</summary>
    /// <exception cref="RegistryUnavailableException">What more is needed of the registry was not read now, and never before.</exception>
    Task<Focused?> AnswerAsync(
        Reading<Partner> reading,
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    );
}

/// <summary>What a focus says of one partner.</summary>
/// <param name="Says">Sentences, the first of which names the partner at its beginning.</param>
/// <param name="Visibility">Of the least public fact that is said.</param>
public sealed record Focused(
    string Says,
    Visibility Visibility,
    Freshness Freshness,
    IReadOnlyList<MessageAction> Actions,
    IReadOnlyList<Section> Sections
);
