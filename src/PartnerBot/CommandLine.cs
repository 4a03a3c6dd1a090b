using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using PartnerBot.Chats.Local;
using PartnerBot.Chats.Manifests;
using PartnerBot.Noticing;
using PartnerBot.People.Importing;

namespace PartnerBot;

/// <summary>
/// What can be typed after the program's name. Serving is what it does unasked. Anything of the form <c>--Setting=value</c>
/// is a setting, for each command.
/// </summary>
internal static class CommandLine
{
    /// <summary>Settings are read at the start: a file that changes later changes nothing, and need not be watched.</summary>
    public const string Unwatched = "--hostBuilder:reloadConfigOnChange=false";

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
        root.Subcommands.Add(Notices(output));
        root.Subcommands.Add(Import(output, error));
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

    private static Command Notices(TextWriter output)
    {
        var what = new Argument<string?>("what")
        {
            Description =
                "A state (pending, sending, sent, unknown, unreachable, failed, withdrawn), show or retry; else how many there are of each.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var ids = new Argument<string[]>("ids")
        {
            Description = "Of show and retry; retry without any tries all that failed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("notices", "Lists, shows and retries what people are told of changes.") { what, ids };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                string[] all =
                [
                    .. new[] { parsed.GetValue(what) }.OfType<string>(),
                    .. parsed.GetValue(ids) ?? [],
                    .. parsed.UnmatchedTokens,
                ];
                string[] words = [.. all.Where(word => !IsSetting(word))];
                return NoticesCommand.RunAsync(
                    new(words.FirstOrDefault(), [.. words.Skip(1)]),
                    [.. all.Where(IsSetting)],
                    output,
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command Import(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A .csv or .json with person and email, or person, platform, realm and account; UTF-8.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what it would do and changes nothing." };
        var people = new Command("people", "Takes from a file whose accounts and e-mail addresses are.")
        {
            file,
            dryRun,
        };
        people.TreatUnmatchedTokensAsErrors = false;
        people.SetAction(
            (parsed, cancellationToken) =>
                parsed.UnmatchedTokens.FirstOrDefault(word => !IsSetting(word)) is { } unknown
                    ? throw new StartException($"\"{unknown}\" is not an option or setting here; --help lists them.")
                    : ImportPeopleCommand.RunAsync(
                        parsed.GetRequiredValue(file),
                        parsed.GetValue(dryRun),
                        [.. parsed.UnmatchedTokens],
                        output,
                        error,
                        cancellationToken
                    )
        );
        return new("import", "Takes something from a file.") { people };
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
        {
            throw new StartException($"There is no command \"{first}\"; --help lists them.");
        }

        var builder = WebApplication.CreateBuilder([.. parsed.UnmatchedTokens, Unwatched]);
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
