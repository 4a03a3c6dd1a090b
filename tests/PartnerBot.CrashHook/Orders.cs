using System.Globalization;
using System.Text.Json;

namespace PartnerBot.CrashHook;

/// <summary>A piece of SQL that is put in the place of another, in the statements that hold a certain text.</summary>
/// <param name="In">What the statement holds.</param>
/// <param name="Find">A regular expression.</param>
/// <param name="Put">See <see cref="System.Text.RegularExpressions.Regex.Replace(string, string)"/>.</param>
public sealed record Swap(string In, string Find, string Put);

/// <summary>What the process is to do to itself, from its environment.</summary>
/// <param name="Step">At which of the bot's steps it kills itself; null never.</param>
/// <param name="Count">At which time that it comes by there.</param>
/// <param name="Slow">A step at which it dawdles each time; null none.</param>
public sealed record Orders(string? Step, int Count, string? Slow, TimeSpan Pause, IReadOnlyList<Swap> Swaps)
{
    /// <summary><c>answered:3</c> kills at the third answer.</summary>
    public const string KillAt = "CRASH_AT";

    /// <summary><c>claimed:1500</c> waits there for 1.5 s.</summary>
    public const string SlowAt = "CRASH_SLOW";

    /// <summary>A planted fault: JSON of swaps.</summary>
    public const string Fault = "CRASH_FAULT";

    /// <summary>The header that says which process sent a request.</summary>
    public const string ProcessHeader = "X-Crash-Process";

    public static Orders Read()
    {
        var (step, count) = Pair(KillAt);
        var (slow, pause) = Pair(SlowAt);
        var swaps = Environment.GetEnvironmentVariable(Fault) is { Length: > 0 } json
            ? JsonSerializer.Deserialize<List<Swap>>(json)!
            : [];
        return new(step, count, slow, TimeSpan.FromMilliseconds(pause), swaps);
    }

    private static (string? Name, int Number) Pair(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Split(':') is [var name, var number]
            ? (name, int.Parse(number, CultureInfo.InvariantCulture))
            : (null, 0);
}
