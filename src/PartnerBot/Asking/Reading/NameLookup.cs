using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>Looks words of a sentence up among the names, with and without an ending that hangs on them.</summary>
internal sealed class NameLookup(Sentence sentence, VisibleNames names, Lexicon lexicon)
{
    /// <summary>The most words that a name has.</summary>
    public int LongestName => names.LongestName;

    /// <summary>The partners that these words name.</summary>
    public List<PartnerSummary> Exact(int start, int count) =>
        PreferWritten(start, count, AsItStands(start, count, names.Whole));

    /// <summary>The partners whose name of several words begins with this one.</summary>
    public List<PartnerSummary> Beginning(int start) => AsItStands(start, 1, names.Beginning);

    /// <summary>The partners whose name these words misspell; several are equally near.</summary>
    public List<PartnerSummary> Misspelt(int start, int count) => AsItStands(start, count, key => names.Near(key).Sure);

    /// <summary>The same, and where there is none those that it may be.</summary>
    public List<PartnerSummary> Perhaps(int start, int count) =>
        AsItStands(
            start,
            count,
            key =>
            {
                var (sure, doubtful) = names.Near(key);
                return sure.Count > 0 ? sure : doubtful;
            }
        );

    // "Vision+" is no word, though "vision" is.
    public bool IsWrittenWithItsSign(int at) =>
        names
            .Whole(sentence.Key(at, 1))
            .Exists(partner =>
                !partner.Name.All(char.IsLetterOrDigit)
                && string.Equals(partner.Name, sentence.WrittenWithSigns(at, 1), StringComparison.OrdinalIgnoreCase)
            );

    private List<PartnerSummary> AsItStands(int start, int count, Func<string, List<PartnerSummary>> find)
    {
        var key = sentence.Key(start, count);
        var partners = find(key);
        if (partners.Count > 0)
        {
            return partners;
        }

        // An ending hangs on a word; it isn't one of its own.
        var last = sentence.Tokens[start + count - 1].Key.Length;
        return lexicon
                .WithoutEnding(key)
                .Where(stem => key.Length - stem.Length < last)
                .Select(find)
                .FirstOrDefault(meant => meant.Count > 0)
            ?? [];
    }

    // Where names differ in signs alone ("Disney", "Disney+"), the signs decide.
    private List<PartnerSummary> PreferWritten(int start, int count, List<PartnerSummary> partners)
    {
        if (partners.Count < 2)
        {
            return partners;
        }

        var written = sentence.WrittenWithSigns(start, count);
        var same = partners.FindAll(partner =>
            string.Equals(Token.Normalise(partner.Name), written, StringComparison.OrdinalIgnoreCase)
        );
        return same.Count > 0 ? same : partners;
    }
}
