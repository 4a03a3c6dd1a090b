using Spectre.Console;
using Spectre.Console.Rendering;

namespace PartnerBot.Tests.Asking;

/// <summary>A terminal that is a pipe: no colours, no escape sequences.</summary>
internal static class TestConsole
{
    public static IAnsiConsole Of(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(
            new()
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = width;
        return console;
    }

    /// <summary>What is printed, lines without the spaces that end them.</summary>
    public static string Print(IRenderable shown, int width)
    {
        using var writer = new StringWriter();
        Of(writer, width).Write(shown);
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd();
    }
}
