using PartnerBot.Asking;
using Spectre.Console;
using Spectre.Console.Rendering;
using Table = PartnerBot.Asking.Table;

namespace PartnerBot.Chats.Local;

/// <summary>A table in plain characters, which survive a pipe; where it is too wide for the terminal, a sentence a row.</summary>
internal sealed class TerminalTable(Table table) : Renderable
{
    private const int NarrowestColumn = 12;

    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        Fitting(maxWidth).Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        Fitting(maxWidth).Render(options, maxWidth);

    private IRenderable Fitting(int width) =>
        width >= NarrowestColumn * (table.Columns.Count + 1) ? AsTable() : AsSentences();

    private Spectre.Console.Table AsTable()
    {
        var shown = new Spectre.Console.Table { Border = TableBorder.Ascii };
        shown.AddColumns([new(new Text("")), .. table.Columns.Select(column => new TableColumn(Cell(column)))]);
        foreach (var row in table.Rows)
        {
            shown.AddRow([Cell(row.Label), .. row.Cells.Select(Cell)]);
        }

        return shown;
    }

    private Rows AsSentences() => new(PlainAnswer.Tell(table).Select(Cell));

    private static Text Cell(string text) => new(PlainText.Clean(text));
}
