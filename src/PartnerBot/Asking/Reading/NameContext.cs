namespace PartnerBot.Asking.Reading;

/// <summary>Whether a word that could be a partner's name or just a word ("Three", "Status") is a name where it stands.</summary>
internal sealed class NameContext(Sentence sentence, Lexicon lexicon)
{
    /// <param name="command">Where a command stands after which a name is to follow; null where there is none.</param>
    /// <param name="cued">Something in the sentence is asked of partners.</param>
    public bool IsName(int at, int? command, bool cued)
    {
        if (at == command)
        {
            return false;
        }

        if (IsMarked(at) || IsJoined(at))
        {
            return true;
        }

        if (command < at && Enumerable.Range(command.Value + 1, at - command.Value - 1).All(IsParticle))
        {
            return IsClosed(at);
        }

        return lexicon.IsCue(sentence.Words[at]) || lexicon.IsFiller(sentence.Tokens[at].Key)
            ? !AnyNamed() && (IsAlone(at) || (sentence.IsLedTo(at) && EndsClause(at)))
            : IsAlone(at) || (cued && IsClosed(at) && !IsCounted(at));
    }

    // A capital within the sentence, where not every word has one.
    private bool IsMarked(int at) =>
        sentence.IsCapitalised(at)
        && 2 * Enumerable.Range(1, sentence.Count - 1).Count(sentence.IsCapitalised) < sentence.Count;

    private bool IsJoined(int at) =>
        (at > 1 && lexicon.IsJoiner(Before(at)) && sentence.IsNamed(at - 2))
        || (at + 2 < sentence.Count && lexicon.IsJoiner(sentence.Words[at + 1]) && sentence.IsNamed(at + 2));

    /// <summary>It doesn't count or describe what follows: "three partners", "three of them", "status of".</summary>
    private bool IsClosed(int at) =>
        EndsClause(at)
        || sentence.IsNamed(at + 1)
        || sentence.Between(at).Contains('&', StringComparison.Ordinal)
        || (
            !lexicon.IsCounted(sentence.Words[at + 1])
            && (lexicon.IsJoiner(sentence.Words[at + 1]) || !lexicon.IsLead(sentence.Words[at + 1]))
        );

    // "all three"
    private bool IsCounted(int at) =>
        lexicon.IsNumber(sentence.Words[at])
        && at > 0
        && lexicon.IsFiller(Before(at))
        && !sentence.IsLedTo(at)
        && !HasStop(at - 1)
        && IsLast(at);

    private bool EndsClause(int at) => IsLast(at) || HasStop(at);

    private bool HasStop(int at) => sentence.Between(at).Any(sign => sign is ',' or ';' or '?' or '!' or '.');

    private bool IsAlone(int at) => Enumerable.Range(0, sentence.Count).All(other => other == at || IsParticle(other));

    private bool IsLast(int at) => Enumerable.Range(at + 1, sentence.Count - at - 1).All(IsParticle);

    private bool IsParticle(int at) => lexicon.IsParticle(sentence.Tokens[at].Key);

    private bool AnyNamed() => Enumerable.Range(0, sentence.Count).Any(sentence.IsNamed);

    private string Before(int at) => sentence.Words[at - 1];
}
