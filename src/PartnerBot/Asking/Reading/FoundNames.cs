using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>The partners that were found in a sentence, and what was not clear.</summary>
internal sealed class FoundNames(Sentence sentence)
{
    private readonly SortedList<int, PartnerId> found = [];

    public List<UnclearName> Unclear { get; } = [];

    public List<Correction> Corrections { get; } = [];

    /// <summary>In the order named.</summary>
    public IReadOnlyList<PartnerId> Partners => [.. found.Values.Distinct()];

    public bool IsEmpty => found.Count + Unclear.Count == 0;

    /// <summary>These words name these partners: one is meant, of several it is unclear which.</summary>
    /// <returns>How many words were taken; 0 where there is no partner.</returns>
    public int Settle(int start, int count, IReadOnlyList<PartnerSummary> partners)
    {
        switch (partners)
        {
            case []:
                return 0;
            case [var partner]:
                found[start] = partner.Id;
                break;
            default:
                Unclear.Add(new(sentence.Written(start, count), [.. partners.Select(partner => partner.Id)]));
                break;
        }

        sentence.Name(start, count);
        return count;
    }

    /// <summary>These words are this partner's name, misspelt.</summary>
    public int Correct(int start, int count, PartnerSummary partner)
    {
        Corrections.Add(new(sentence.Written(start, count), partner.Id));
        return Settle(start, count, [partner]);
    }

    /// <summary>Leaves out names that are said not to be meant, where others are: "disney channel, not hotstar".</summary>
    public void DropDenied(Func<int, bool> isDenied)
    {
        List<int> denied = [.. found.Keys.Where(isDenied)];
        if (denied.Count < found.Count + Unclear.Count)
        {
            denied.ForEach(place => found.Remove(place));
        }
    }

    /// <summary>These words are meant as a name and are none; perhaps one of these partners'.</summary>
    public void AskAbout(int start, int count, IReadOnlyList<PartnerSummary> near)
    {
        Unclear.Add(
            new(sentence.Written(start, count), [.. near.Select(partner => partner.Id)], Perhaps: near.Count > 0)
        );
        sentence.Explain(start, count);
    }
}
