using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>Which blocks each part of a message has.</summary>
/// <param name="budget">In characters of text.</param>
internal sealed class BlockParts(Message message, BlockContext context, Words words, int budget)
{
    // Who shared it, the title, that it is cut, and what can be pressed.
    private const int OwnBlocks = 4;
    private const int LongestTitle = 100;

    private readonly string? asked = context.Asked is { } ask && Labels.CanAsk(ask, ask) ? ask : null;

    private int MostBlocks => context.Surface is BlockSurface.Message ? 50 : 100;

    /// <summary>The part asked for; past the end it is the last.</summary>
    public IReadOnlyList<Block> Take(BlockBody body)
    {
        var buttons = new BlockButtons(message, words, asked, context.Surface is BlockSurface.Message, budget);
        Block[] sharedBy = [.. SharedBy()];
        Block[] title = body.Title(Math.Min(budget / 10, LongestTitle)) is { } header ? [header] : [];
        Block[] cut = [new RichText([new RichSection([new TextPiece(words["cut"])])])];
        var own = sharedBy.Concat(title).Concat(cut).Sum(Size) + buttons.Reserved;
        var pages = Divide(body.All, budget - own);
        var last = Math.Max(pages.Count, buttons.Parts) - 1;
        var part = asked is null ? 0 : Math.Clamp(context.Part, 0, last);
        var page = pages.ElementAtOrDefault(part);
        var elements = buttons.Of(part, part == last, page?.Offered ?? []);
        return
        [
            .. sharedBy,
            .. part > 0 ? title : [],
            .. page?.Blocks ?? [],
            .. part < last && asked is null ? cut : [],
            .. elements.Count > 0 ? [new Actions(elements)] : Array.Empty<Block>(),
        ];
    }

    private IEnumerable<Block> SharedBy()
    {
        if (context.SharedBy is { } id)
        {
            var said = words["shared-by", "\uE000"].Split('\uE000', 2);
            Inline[] inlines = [new TextPiece(said[0]), new UserPiece(id), new TextPiece(said[^1])];
            yield return new RichText([new RichSection([.. inlines.Where(inline => BlockText.Length(inline) > 0)])]);
        }
    }

    private List<BlockPage> Divide(IEnumerable<Row> rows, int room)
    {
        List<BlockPage> pages = [new(room, MostBlocks - OwnBlocks)];
        foreach (var row in rows)
        {
            if (!pages[^1].TryAdd(row))
            {
                pages.Add(new(room, MostBlocks - OwnBlocks));
                pages[^1].TryAdd(row);
            }
        }

        return pages;
    }

    private static int Size(Block block) =>
        block switch
        {
            Header header => header.Text.Text.Length,
            RichText text => text.Elements.Sum(element => element.Elements.Sum(BlockText.Length)),
            _ => 0,
        };
}
