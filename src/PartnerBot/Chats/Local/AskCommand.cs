using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Local;

/// <param name="Words">The question; empty opens a prompt.</param>
internal sealed record AskOptions(string Words, bool Json, string? Language);

/// <summary><c>ask</c>: one question, or a prompt for many, in the terminal. Nothing listens but an embedded registry.</summary>
internal static class AskCommand
{
    /// <returns>0 with the answer on <paramref name="output"/>, 1 with a sentence on <paramref name="error"/>.</returns>
    /// <exception cref="StartException">Nothing can be asked as things are set up.</exception>
    public static async Task<int> RunAsync(
        AskOptions options,
        string[] settings,
        TextReader input,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddCommand(output).AddPartnerBot();
        await using var app = builder.Build();
        CheckLanguage(options.Language);
        await app.PrepareAsync(serving: false, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var chat = scope.ServiceProvider.GetRequiredService<TerminalChat>();
        try
        {
            if (options.Words.Length > 0)
            {
                return await chat.AskOnceAsync(options.Words, options.Language, options.Json, error, cancellationToken);
            }

            await chat.RunAsync(input, cancellationToken);
            return 0;
        }
        finally
        {
            await app.Services.GetRequiredService<PartnerDirectory>().EndAsync();
        }
    }

    private static void CheckLanguage(string? language)
    {
        if (language is not null && Phrasebook.Embedded() is var phrasebook && phrasebook.Find(language) is null)
        {
            throw new StartException(
                $"--language {language} is not known; put one of {string.Join(", ", phrasebook.All.Select(words => words.Code))}."
            );
        }
    }
}
