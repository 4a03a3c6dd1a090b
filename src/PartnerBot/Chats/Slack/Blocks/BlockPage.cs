namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>The body of one message, filled row by row.</summary>
/// <param name="room">In characters of text.</param>
/// <param name="most">How many blocks.</param>
internal sealed class BlockPage(int room, int most)
{
    private const int LongestBlock = 3000;

    private readonly List<Block> done = [];
    private readonly List<Asking.Line> offered = [];
    private List<(bool IsQuoted, List<Inline> Inlines)> open = [];
    private int openLength;
    private int length;

    public IReadOnlyList<Block> Blocks => open.Count == 0 ? [.. done] : [.. done, Closed()];

    /// <summary>The lines on it that answer or offer a question.</summary>
    public IReadOnlyList<Asking.Line> Offered => offered;

    /// <summary>False where there is no room left; an empty page takes any row.</summary>
    public bool TryAdd(Row row)
    {
        var isNew = row.Heading is not null || row.Joint is Joint.Apart || openLength + row.Length > LongestBlock;
        var blocks = done.Count + (open.Count > 0 ? 1 : 0);
        if (blocks > 0 && (length + row.Length > room || (isNew && blocks == most)))
        {
            return false;
        }

        if (isNew)
        {
            Close();
        }

        Add(row);
        return true;
    }

    private void Add(Row row)
    {
        length += row.Length;
        if (row.Offers is { } line)
        {
            offered.Add(line);
        }

        if (row.Heading is { } heading)
        {
            done.Add(heading);
            return;
        }

        openLength += row.Length;
        if (open.Count == 0 || open[^1].IsQuoted != row.IsQuoted)
        {
            open.Add((row.IsQuoted, []));
        }
        else if (row.Joint is not Joint.Continued)
        {
            Join(new TextPiece("\n"));
        }

        foreach (var inline in row.Inlines)
        {
            Join(inline);
        }
    }

    // A text that was in pieces is one again where they stand together.
    private void Join(Inline inline)
    {
        var inlines = open[^1].Inlines;
        if (inline is TextPiece next && inlines.LastOrDefault() is TextPiece last && last.Style == next.Style)
        {
            inlines[^1] = last with { Shown = last.Shown + next.Shown };
        }
        else
        {
            inlines.Add(inline);
        }
    }

    private void Close()
    {
        if (open.Count > 0)
        {
            done.Add(Closed());
        }

        (open, openLength) = ([], 0);
    }

    private RichText Closed() =>
        new([
            .. open.Select(
                RichElement (part) => part.IsQuoted ? new RichQuote(part.Inlines) : new RichSection(part.Inlines)
            ),
        ]);
}
