using System.Runtime.CompilerServices;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>Every way to write a partner's name, built once for each reading of the directory.</summary>
internal sealed class NameIndex
{
    private static readonly ConditionalWeakTable<
        Lexicon,
        ConditionalWeakTable<IReadOnlyList<PartnerSummary>, NameIndex>
    > Built = [];

    private readonly Dictionary<PartnerId, PartnerSummary> byId;
    private readonly HashSet<string> programmes;
    private readonly Dictionary<string, Group> whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> beginnings = new(StringComparer.Ordinal);

    // Whoever mistypes a name mostly has its first letter or its last right, so that it is looked for under both alone.
    private readonly Dictionary<(bool IsFirst, char Letter, int Length), Spelt[]> spelt;

    /// <summary>Nearly always one partner, for which a list would take four times the memory.</summary>
    private readonly record struct Group(PartnerSummary First, PartnerSummary[]? Others)
    {
        public IReadOnlyList<PartnerSummary> All => Others is null ? [First] : [First, .. Others];
    }

    private readonly record struct Spelt(ulong Letters, string Key);

    private NameIndex(IReadOnlyList<PartnerSummary> partners, ILookup<string, string> signs)
    {
        programmes = partners
            .Select(partner => partner.Programme?.Name ?? "")
            .Distinct(StringComparer.Ordinal)
            .SelectMany(name => Token.Split(Token.Normalise(name)))
            .Select(word => word.Key)
            .ToHashSet(StringComparer.Ordinal);
        byId = partners.GroupBy(partner => partner.Id).ToDictionary(same => same.Key, same => same.First());
        var several = new Dictionary<(bool IsWhole, string Key), List<PartnerSummary>>();
        foreach (var name in partners.SelectMany(partner => WaysToWrite(partner, signs)))
        {
            LongestName = Math.Max(LongestName, name.Words.Count);
            Add(whole, name.Key, name.Partner, several, isWhole: true);
            if (name.Words.Count > 1)
            {
                Add(beginnings, name.Words[0].Key, name.Partner, several, isWhole: false);
            }
        }

        foreach (var ((isWhole, key), others) in several)
        {
            var names = isWhole ? whole : beginnings;
            names[key] = names[key] with { Others = [.. others] };
        }

        spelt = whole
            .Keys.Union(beginnings.Keys, StringComparer.Ordinal)
            .SelectMany(key => Ends(key).Select(end => (End: end, Spelt: new Spelt(Spelling.Letters(key), key))))
            .GroupBy(pair => pair.End, pair => pair.Spelt)
            .ToDictionary(same => same.Key, same => same.ToArray());
    }

    /// <summary>The most words that a name has, its signs counted as words.</summary>
    public int LongestName { get; }

    private static (bool IsFirst, char Letter, int Length)[] Ends(string key) =>
        [(true, key[0], key.Length), (false, key[^1], key.Length)];

    /// <summary>Of no partner.</summary>
    public static NameIndex Empty { get; } = new([], Array.Empty<string>().ToLookup(sign => sign));

    /// <summary>The index of this very reading; built at the first call, dropped with the reading.</summary>
    /// <param name="lexicon">Knows how signs in names are spoken.</param>
    public static NameIndex Of(IReadOnlyList<PartnerSummary> partners, Lexicon lexicon) =>
        Built.GetOrCreateValue(lexicon).GetValue(partners, partners => new(partners, lexicon.Signs));

    /// <summary>Whether it is a word of the name of a programme.</summary>
    public bool IsProgramme(string word) => programmes.Contains(word);

    public PartnerSummary? Find(PartnerId id) => byId.GetValueOrDefault(id);

    /// <summary>Partners with exactly this name, letters and digits alone.</summary>
    public IReadOnlyList<PartnerSummary> Whole(string key) => whole.TryGetValue(key, out var group) ? group.All : [];

    /// <summary>Partners whose name of several words begins with this word.</summary>
    public IReadOnlyList<PartnerSummary> Beginning(string word) =>
        beginnings.TryGetValue(word, out var group) ? group.All : [];

    /// <summary>
    /// Spellings of names and of their first words within so many edits, with their distance; the first letter or the last
    /// is right. The same may come twice.
    /// </summary>
    public IEnumerable<(string Spelling, int Distance)> Near(string key, int limit)
    {
        var letters = Spelling.Letters(key);
        for (var length = Math.Max(1, key.Length - limit); length <= key.Length + limit; length++)
        {
            foreach (var under in ((bool, char, int)[])[(true, key[0], length), (false, key[^1], length)])
            {
                foreach (var candidate in spelt.GetValueOrDefault(under) ?? [])
                {
                    if (
                        Spelling.MayBeNear(candidate.Letters, letters, limit)
                        && Spelling.Distance(key, candidate.Key, limit) is var distance
                        && distance <= limit
                    )
                    {
                        yield return (candidate.Key, distance);
                    }
                }
            }
        }
    }

    internal readonly record struct Written(PartnerSummary Partner, List<Token> Words)
    {
        public string Key { get; } = string.Concat(Words.Select(word => word.Key));
    }

    /// <summary>A partner's names, its signs also spoken.</summary>
    internal static IEnumerable<Written> WaysToWrite(PartnerSummary partner, ILookup<string, string> signs) =>
        partner
            .Aliases.Prepend(partner.Name)
            .Append(partner.Id.Value)
            .Select(Token.Normalise)
            .SelectMany(name => WithSignsSpoken(name, signs))
            .Select(name => new Written(partner, Token.Split(name)))
            .Where(name => name.Words.Count > 0);

    private static IEnumerable<string> WithSignsSpoken(string name, ILookup<string, string> signs) =>
        signs
            .Where(spoken => name.Contains(spoken.Key, StringComparison.Ordinal))
            .SelectMany(spoken =>
                spoken.Select(word => name.Replace(spoken.Key, $" {word} ", StringComparison.Ordinal))
            )
            .Prepend(name);

    private static void Add(
        Dictionary<string, Group> names,
        string key,
        PartnerSummary partner,
        Dictionary<(bool IsWhole, string Key), List<PartnerSummary>> several,
        bool isWhole
    )
    {
        if (names.TryAdd(key, new(partner, null)) || names[key].First.Id == partner.Id)
        {
            return;
        }

        if (!several.TryGetValue((isWhole, key), out var others))
        {
            several[(isWhole, key)] = others = [];
        }

        if (others.Count == 0 || others[^1].Id != partner.Id)
        {
            others.Add(partner);
        }
    }
}
