using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>The names of the partners that one asker may see. Others are as if they didn't exist, for suggestions too.</summary>
public sealed class VisibleNames
{
    private readonly NameIndex index;
    private readonly Func<PartnerSummary, bool> maySee;

    /// <param name="directory">One reading of the directory; the index of its whole is kept as long as that list is.</param>
    public VisibleNames(PartnerList directory, Func<PartnerSummary, bool> maySee)
    {
        index = NameIndex.Of(
            directory.Newer.Count + directory.Replaced.Count == 0 ? directory.Whole : [.. directory.Current]
        );
        this.maySee = maySee;
    }

    public static VisibleNames None { get; } = new(new([]), _ => false);

    public PartnerSummary? Find(PartnerId id) => index.Find(id) is { } partner && maySee(partner) ? partner : null;

    /// <summary>Partners with exactly this name (letters and digits alone, lower case).</summary>
    internal List<PartnerSummary> Whole(string key) => [.. index.Whole(key).Where(maySee)];

    /// <summary>Partners one of whose names has several words, of which this is the first.</summary>
    internal List<PartnerSummary> Beginning(string word) => [.. index.Beginning(word).Where(maySee)];

    /// <summary>The partners whose name, or its first word, is nearest to a misspelt one; all that are equally near.</summary>
    internal List<PartnerSummary> Near(string key)
    {
        var limit = Spelling.Tolerated(key.Length);
        if (limit == 0)
        {
            return [];
        }

        var nearest = new List<PartnerSummary>();
        foreach (var spelling in index.Spellings(key, limit))
        {
            var distance = Spelling.Distance(key, spelling, limit);
            if (distance > limit)
            {
                continue;
            }

            List<PartnerSummary> meant = [.. Whole(spelling), .. Beginning(spelling)];
            if (meant.Count > 0 && distance < limit)
            {
                (limit, nearest) = (distance, []);
            }

            nearest.AddRange(meant);
        }

        return [.. nearest.DistinctBy(partner => partner.Id)];
    }
}
