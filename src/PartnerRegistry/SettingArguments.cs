using System.CommandLine;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;

namespace PartnerRegistry;

/// <summary>What stands on the command line beside commands and options: settings, for ASP.NET's configuration.</summary>
internal static class SettingArguments
{
    /// <exception cref="StartException">Something on the line is neither a command, an option nor a setting.</exception>
    public static string[] Of(ParseResult parsed)
    {
        var tokens = parsed.UnmatchedTokens;
        var isCommand = parsed.CommandResult.Command is not RootCommand;
        for (var at = 0; at < tokens.Count; at++)
        {
            // A tool takes Section:Key alone, so that a misspelt --dry-run is not taken for a setting.
            if (!tokens[at].StartsWith('-') || (isCommand && !tokens[at].Contains(':')))
            {
                throw new StartException(
                    $"\"{tokens[at]}\" is not a command, option or setting here. --help tells which there are."
                );
            }

            at += tokens[at].Contains('=') ? 0 : 1;
        }

        return [.. tokens];
    }
}
