using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using PartnerBot.Chats.Local;
using PartnerBot.Chats.Manifests;

namespace PartnerBot;

/// <summary>
/// What can be typed after the program's name. Serving is what it does unasked. Anything of the form <c>--Setting=value</c>
/// is a setting, for each command.
/// </summary>
internal static class CommandLine
{
    /// <returns>The exit code: 0, or 1 with one sentence on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        var parsed = Describe(input, output, error)
            .Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null, // the host's own handling, which drains
                }
            );
        }
        catch (StartException exception)
        {
            await error.WriteLineAsync(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync(
                $"{exception.Message} Stop what listens there, or put another address in --urls."
            );
        }
        return 1;
    }

    private static RootCommand Describe(TextReader input, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "PartnerBot says where things stand with each partner. Without a command, it serves."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction((parsed, cancellationToken) => ServeAsync(parsed, cancellationToken));
        root.Subcommands.Add(Ask(input, output, error));
        root.Subcommands.Add(Doctor(output));
        root.Subcommands.Add(Manifests(output));
        return root;
    }

    private static Command Ask(TextReader input, TextWriter output, TextWriter error)
    {
        var words = new Argument<string[]>("words")
        {
            Description = "The question. Without one, a prompt takes questions until it is closed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = new Option<bool>("--json") { Description = "The answer as JSON, as POST /api/ask gives it." };
        var language = new Option<string?>("--language") { Description = "The language of the answer, such as id." };
        var command = new Command("ask", "Asks one question and prints the answer.") { words, json, language };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var all = (parsed.GetValue(words) ?? []).Concat(parsed.UnmatchedTokens).ToList();
                return AskCommand.RunAsync(
                    new AskOptions(
                        string.Join(' ', all.Where(word => !IsSetting(word))),
                        parsed.GetValue(json),
                        parsed.GetValue(language)
                    ),
                    [.. all.Where(IsSetting)],
                    input,
                    output,
                    error,
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command Doctor(TextWriter output)
    {
        var command = new Command("doctor", "Checks settings, registry and database, and says what to do.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                PartnerBot.Doctor.DoctorCommand.RunAsync([.. parsed.UnmatchedTokens], output, cancellationToken)
        );
        return command;
    }

    private static Command Manifests(TextWriter output)
    {
        var url = Text("--url", "The bot's own address, such as https://bot.example.com; Slack can be without.");
        var folder = Text("--output", "The folder to put it in; else manifests-built.");
        var developer = Text("--developer", "Who offers the app; else the bot's host.");
        var website = Text("--website", "Where help is found; else the bot's address.");
        var privacy = Text("--privacy", "What is kept of people; else the bot's address.");
        var terms = Text("--terms", "The terms of use; else the bot's address.");
        var version = Text("--app-version", "Of the app, higher at each upload; else 1.0.0.");
        Option<string?>[] options = [url, folder, developer, website, privacy, terms, version];
        var socket = new Option<bool>("--socket")
        {
            Description = "Slack for Socket Mode, although there is an address.",
        };
        var command = new Command("manifests", "Builds the app package for Teams and the manifest for Slack.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        Array.ForEach(options, command.Options.Add);
        command.Options.Add(socket);
        command.SetAction(
            (parsed, cancellationToken) =>
                ManifestsCommand.RunAsync(
                    new(
                        parsed.GetValue(url),
                        parsed.GetValue(developer),
                        parsed.GetValue(website),
                        parsed.GetValue(privacy),
                        parsed.GetValue(terms),
                        parsed.GetValue(version),
                        parsed.GetValue(socket)
                    ),
                    parsed.GetValue(folder) ?? "manifests-built",
                    [.. parsed.UnmatchedTokens],
                    output,
                    cancellationToken
                )
        );
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
        {
            throw new StartException($"There is no command \"{first}\"; --help lists them.");
        }

        var builder = WebApplication.CreateBuilder([.. parsed.UnmatchedTokens]);
        builder.AddServing().AddPartnerBot();
        await using var app = builder.Build();
        app.UsePartnerBot();
        await app.PrepareAsync(serving: true, cancellationToken);
        await app.RunAsync(cancellationToken);
        return 0;
    }

    private static bool IsSetting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) > 2;
}
