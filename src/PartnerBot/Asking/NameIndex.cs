using System.Runtime.CompilerServices;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Every way to write a partner's name, built once for each reading of the directory.</summary>
internal sealed class NameIndex
{
    private static readonly ConditionalWeakTable<IReadOnlyList<PartnerSummary>, NameIndex> Built = [];

    private readonly Dictionary<PartnerId, PartnerSummary> byId = [];
    private readonly Dictionary<string, List<PartnerSummary>> whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PartnerSummary>> beginnings = new(StringComparer.Ordinal);

    // One edit leaves the first or the last letter alone, so a spelling is looked for under both.
    private readonly Dictionary<(bool First, char Letter, int Length), List<string>> spellings = [];

    private NameIndex(IReadOnlyList<PartnerSummary> partners)
    {
        foreach (var partner in partners)
        {
            byId[partner.Id] = partner;
            foreach (var name in partner.Aliases.Prepend(partner.Name).Append(partner.Id.Value))
            {
                Add(partner, Token.Split(Token.Normalise(name)));
            }
        }

        foreach (var spelling in whole.Keys.Union(beginnings.Keys, StringComparer.Ordinal))
        {
            Bucket(true, spelling[0], spelling);
            Bucket(false, spelling[^1], spelling);
        }
    }

    /// <summary>The index of this very reading; built at the first call, dropped with the reading.</summary>
    public static NameIndex Of(IReadOnlyList<PartnerSummary> partners) =>
        Built.GetValue(partners, static partners => new(partners));

    public PartnerSummary? Find(PartnerId id) => byId.GetValueOrDefault(id);

    /// <summary>Partners with exactly this name, letters and digits alone.</summary>
    public IReadOnlyList<PartnerSummary> Whole(string key) => whole.GetValueOrDefault(key) ?? [];

    /// <summary>Partners whose name of several words begins with this word.</summary>
    public IReadOnlyList<PartnerSummary> Beginning(string word) => beginnings.GetValueOrDefault(word) ?? [];

    /// <summary>Spellings of names and of their first words within <paramref name="distance"/> letters of the length of <paramref name="key"/>.</summary>
    public IEnumerable<string> Spellings(string key, int distance)
    {
        for (var length = key.Length - distance; length <= key.Length + distance; length++)
        {
            foreach (var spelling in spellings.GetValueOrDefault((true, key[0], length)) ?? [])
            {
                yield return spelling;
            }

            foreach (var spelling in spellings.GetValueOrDefault((false, key[^1], length)) ?? [])
            {
                yield return spelling;
            }
        }
    }

    private void Add(PartnerSummary partner, List<Token> words)
    {
        if (words.Count > 0)
        {
            Add(whole, string.Concat(words.Select(word => word.Key)), partner);
        }

        if (words.Count > 1)
        {
            Add(beginnings, words[0].Key, partner);
        }
    }

    private void Bucket(bool first, char letter, string spelling)
    {
        var key = (first, letter, spelling.Length);
        if (!spellings.TryGetValue(key, out var bucket))
        {
            spellings[key] = bucket = [];
        }

        bucket.Add(spelling);
    }

    private static void Add(Dictionary<string, List<PartnerSummary>> names, string key, PartnerSummary partner)
    {
        if (!names.TryGetValue(key, out var partners))
        {
            names[key] = partners = [];
        }

        if (partners.Count == 0 || partners[^1].Id != partner.Id)
        {
            partners.Add(partner);
        }
    }
}
