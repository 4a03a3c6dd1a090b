using Spectre.Console;
using Spectre.Console.Rendering;

namespace PartnerBot.Chats.Local;

/// <summary>A line indented as a whole, its rest on further lines too; where there is hardly any width, not at all.</summary>
internal sealed class TerminalIndent(IRenderable line) : Renderable
{
    private const int Narrowest = 20;

    private readonly Padder indented = new(line, new(2, 0, 0, 0));

    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        Fitting(maxWidth).Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        Fitting(maxWidth).Render(options, maxWidth);

    private IRenderable Fitting(int width) => width < Narrowest ? line : indented;
}
