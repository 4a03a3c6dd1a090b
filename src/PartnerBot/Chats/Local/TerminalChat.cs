using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Http;
using PartnerBot.People;
using PartnerBot.Registry;
using Spectre.Console;

namespace PartnerBot.Chats.Local;

/// <summary>The bot in a terminal: one question, or one after another.</summary>
public sealed class TerminalChat(
    IAnsiConsole console,
    Answerer answerer,
    TerminalRenderer renderer,
    Phrasebook phrasebook,
    Locale locale
)
{
    public const int Answered = 0;
    public const int Unavailable = 1;

    private static readonly Asker Me = new("local", Environment.MachineName, Environment.UserName);

    /// <summary>Answers line by line until an empty line, <c>exit</c> or the end of the input.</summary>
    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        console.Write(new Paragraph($"{phrasebook[locale.Language]["terminal-welcome"]}\n"));
        while (await NextAsync(input, cancellationToken) is { } words)
        {
            await AskOnceAsync(words, language: null, json: false, console.Profile.Out.Writer, cancellationToken);
        }
    }

    /// <summary>Answers one question.</summary>
    /// <param name="language">A language's code; null lets the words decide.</param>
    /// <param name="json">Prints the answer as the API gives it, in one line.</param>
    /// <param name="error">Gets the one sentence that is said when the registry can't be reached.</param>
    /// <returns><see cref="Answered"/> or <see cref="Unavailable"/>, to be the exit code.</returns>
    public async Task<int> AskOnceAsync(
        string words,
        string? language,
        bool json,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var asked = new Asked(Me, Conversation: null, words, language) { Name = Me.Id };
        try
        {
            var answer = await answerer.AnswerAsync(asked, cancellationToken);
            await PrintAsync(answer, json);
            return Answered;
        }
        catch (RegistryUnavailableException)
        {
            await error.WriteLineAsync((await answerer.UnavailableAsync(asked, later: false, cancellationToken)).Text);
            return Unavailable;
        }
    }

    private async Task PrintAsync(Answer answer, bool json)
    {
        if (json)
        {
            // Past the console, which would break the line at its width.
            await console.Profile.Out.Writer.WriteLineAsync(AskReply.Of(answer).ToJson());
        }
        else
        {
            // A character two columns wide never fits in one, and the console would try for ever.
            console.Profile.Width = Math.Max(2, console.Profile.Width);
            console.Write(renderer.Render(answer.Message));
        }
    }

    private async Task<string?> NextAsync(TextReader input, CancellationToken cancellationToken)
    {
        await console.Profile.Out.Writer.WriteAsync("> ");
        var line = (await input.ReadLineAsync(cancellationToken))?.Trim();
        return line is null or "" || string.Equals(line, "exit", StringComparison.OrdinalIgnoreCase) ? null : line;
    }
}
