using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Reading;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>The names of the partners that one asker may see. Others are as if they didn't exist, for suggestions too.</summary>
public sealed class VisibleNames
{
    private const int LongKey = 10;

    private readonly PartnerList directory;
    private readonly Lexicon? lexicon;
    private readonly NameIndex whole;
    private readonly NameIndex newer;
    private readonly Func<PartnerSummary, bool> maySee;

    /// <param name="directory">One reading of the directory; the index of its whole is kept as long as that list is.</param>
    /// <param name="phrasebook">Says how signs in names are spoken.</param>
    public VisibleNames(PartnerList directory, Func<PartnerSummary, bool> maySee, Phrasebook phrasebook)
    {
        (this.directory, this.maySee, lexicon) = (directory, maySee, phrasebook.Lexicon);
        (whole, newer) = (NameIndex.Of(directory.Whole, lexicon), NameIndex.Of(directory.Newer, lexicon));
    }

    private VisibleNames()
    {
        (whole, newer) = (NameIndex.Empty, NameIndex.Empty);
        (directory, maySee) = (new([]), _ => false);
    }

    public static VisibleNames None { get; } = new();

    /// <summary>The most words that a name has.</summary>
    internal int LongestName => Math.Max(whole.LongestName, newer.LongestName);

    /// <summary>Whether it is a word of the name of a programme, which nobody takes for a partner's.</summary>
    internal bool IsProgramme(string word) => whole.IsProgramme(word) || newer.IsProgramme(word);

    public PartnerSummary? Find(PartnerId id) =>
        (newer.Find(id) ?? (directory.Replaced.Contains(id) ? null : whole.Find(id))) is { } partner && maySee(partner)
            ? partner
            : null;

    /// <summary>Partners with exactly this name (letters and digits alone, lower case).</summary>
    internal List<PartnerSummary> Whole(string key) => Visible(whole.Whole(key), newer.Whole(key));

    /// <summary>Partners one of whose names has several words, of which this is the first.</summary>
    internal List<PartnerSummary> Beginning(string word) => Visible(whole.Beginning(word), newer.Beginning(word));

    /// <summary>
    /// The partners whose name, or its first word, is nearest to a misspelt one, all that are equally near; and those that
    /// are too far to be meant for sure, but perhaps.
    /// </summary>
    internal (List<PartnerSummary> Sure, List<PartnerSummary> Doubtful) Near(string key)
    {
        var sure = new Nearest();
        var doubtful = new Nearest();
        foreach (var (spelling, distance) in Spellings(key))
        {
            if (distance > 0 && Nearness(key, spelling, distance) is { } certain && Meant(spelling) is [_, ..] meant)
            {
                (certain ? sure : doubtful).Add(distance, meant);
            }
        }

        return (sure.Partners, doubtful.Partners);
    }

    /// <summary>
    /// The first so many partners in one of whose names it stands: those it begins, those it begins a word of, the others,
    /// each by name. Where it is empty, the first by name.
    /// </summary>
    internal List<PartnerSummary> Typed(Typed typed, int most)
    {
        if (lexicon is null)
        {
            return [];
        }

        var (old, fresh) = (TypedNames.Of(directory.Whole, lexicon), TypedNames.Of(directory.Newer, lexicon));
        return
        [
            .. typed
                .Spellings.SelectMany(spelling =>
                    old.Find(spelling, IsStill, most).Concat(fresh.Find(spelling, maySee, int.MaxValue))
                )
                .OrderBy(found => found.Standing)
                .ThenBy(found => found.Partner, Comparer<PartnerSummary>.Create(PartnerList.ByName))
                .Select(found => found.Partner)
                .DistinctBy(partner => partner.Id)
                .Take(most),
        ];

        bool IsStill(PartnerSummary partner) => !directory.Replaced.Contains(partner.Id) && maySee(partner);
    }

    // One edit more where the word is short: it may sound like the name, or is asked about.
    private IEnumerable<(string Spelling, int Distance)> Spellings(string key)
    {
        var limit = Math.Min(key.Length > LongKey ? 2 : Spelling.Tolerated(key.Length) + 1, key.Length - 2);
        return limit < 1 ? [] : whole.Near(key, limit).Concat(newer.Near(key, limit));
    }

    /// <summary>Whether it is the name for sure (true), perhaps (false) or not at all (null).</summary>
    private static bool? Nearness(string key, string spelling, int distance)
    {
        var length = spelling.Length;
        var alike = string.Equals(Spelling.Sound(key), Spelling.Sound(spelling), StringComparison.Ordinal);
        var sure = alike
            ? length > 3 || key.Length > length
            : distance <= Spelling.Tolerated(length) && (length > 5 || key[0] == spelling[0]);
        return sure ? true
            : distance <= Math.Max(1, length > 5 ? Spelling.Tolerated(length) + 1 : 1) ? false
            : null;
    }

    private List<PartnerSummary> Meant(string spelling) => [.. Whole(spelling), .. Beginning(spelling)];

    private List<PartnerSummary> Visible(IReadOnlyList<PartnerSummary> old, IReadOnlyList<PartnerSummary> fresh) =>
        [.. old.Where(partner => !directory.Replaced.Contains(partner.Id)).Concat(fresh).Where(maySee)];

    private sealed class Nearest
    {
        private int distance = int.MaxValue;

        public List<PartnerSummary> Partners { get; } = [];

        public void Add(int at, List<PartnerSummary> partners)
        {
            if (at < distance)
            {
                Partners.Clear();
                distance = at;
            }

            if (at == distance)
            {
                Partners.AddRange(partners.ExceptBy(Partners.Select(known => known.Id), partner => partner.Id));
            }
        }
    }
}
