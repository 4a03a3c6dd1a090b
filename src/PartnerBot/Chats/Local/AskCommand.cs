using System.Text.Encodings.Web;
using System.Text.Json;
using PartnerBot.Asking;
using PartnerBot.Chats.Http;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Local;

/// <param name="Words">The question; empty opens a prompt.</param>
internal sealed record AskOptions(string Words, bool Json, string? Language);

/// <summary><c>ask</c>: one question, or a prompt for many, in the terminal. Nothing listens but an embedded registry.</summary>
internal static class AskCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for a terminal, not for a page
    };

    /// <returns>0 with the answer on <paramref name="output"/>.</returns>
    /// <exception cref="StartException">It can't be answered; the message says why.</exception>
    public static async Task<int> RunAsync(
        AskOptions options,
        string[] settings,
        TextReader input,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        CheckLanguage(options.Language);
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddCommand().AddPartnerBot();
        await using var app = builder.Build();
        await app.PrepareAsync(serving: false, cancellationToken);
        if (options.Words.Length > 0)
            await PrintAsync(await AskAsync(app, options, options.Words, cancellationToken), options, output);
        else
            await TerminalChat.RunAsync(
                async line => (await AskAsync(app, options, line, cancellationToken)).Message,
                input,
                output,
                cancellationToken
            );
        return 0;
    }

    private static async Task<Answered> AskAsync(
        WebApplication app,
        AskOptions options,
        string words,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var asker = new Asker("local", Environment.MachineName, Environment.UserName);
            return await app
                .Services.GetRequiredService<Answerer>()
                .AnswerAsync(new Asked(asker, null, words, options.Language), cancellationToken);
        }
        catch (RegistryUnavailableException)
        {
            var language = options.Language ?? app.Services.GetRequiredService<Locale>().Language;
            throw new StartException(KnownLanguages.Unavailable(language));
        }
    }

    private static async Task PrintAsync(Answered answered, AskOptions options, TextWriter output)
    {
        if (options.Json)
            await output.WriteLineAsync(
                JsonSerializer.Serialize(AskReply.From(answered.Question, answered.Message), Json)
            );
        else
            TerminalChat.Write(answered.Message, output);
    }

    private static void CheckLanguage(string? language)
    {
        if (language is not null && !KnownLanguages.All.Contains(language, StringComparer.Ordinal))
            throw new StartException(
                $"--language {language} is not known; put one of {string.Join(", ", KnownLanguages.All)}."
            );
    }
}
