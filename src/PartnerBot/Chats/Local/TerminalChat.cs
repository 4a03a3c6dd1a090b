using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Http;
using PartnerBot.Registry;
using Spectre.Console;

namespace PartnerBot.Chats.Local;

// To be replaced by what branch `asking` brings.
public sealed class TerminalChat(IAnsiConsole console, Answerer answerer, Phrasebook phrasebook, Locale locale)
{
    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
            await AskOnceAsync(line, null, json: false, console.Profile.Out.Writer, cancellationToken);
    }

    public async Task<int> AskOnceAsync(
        string words,
        string? language,
        bool json,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var asker = new People.Asker("local", Environment.MachineName, Environment.UserName);
            var answer = await answerer.AnswerAsync(new(asker, null, words, language), cancellationToken);
            await console.Profile.Out.Writer.WriteLineAsync(json ? AskReply.Of(answer).ToJson() : answer.Message.Text);
            return 0;
        }
        catch (RegistryUnavailableException)
        {
            await error.WriteLineAsync(phrasebook[language ?? locale.Language]["unavailable"]);
            return 1;
        }
    }
}
