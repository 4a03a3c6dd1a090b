namespace PartnerBot.People.Importing;

/// <summary>What is wrong in a file. All of it is counted, and the first hundred are kept to be told.</summary>
internal sealed class FileProblems
{
    public const int MostKept = 100;

    private const int LongestShown = 80;

    private readonly List<(int Line, string Text)> kept = [];

    public int Count { get; private set; }

    /// <summary>Whole sentences in the order of their lines.</summary>
    public IReadOnlyList<string> Texts => [.. kept.OrderBy(problem => problem.Line).Select(problem => problem.Text)];

    /// <param name="line">From 1.</param>
    /// <param name="message">What is wrong and how to mend it.</param>
    public void Add(int line, string message, string? field = null)
    {
        Count++;
        if (kept.Count < MostKept)
        {
            kept.Add((line, field is null ? $"Line {line}: {message}." : $"Line {line}, {field}: {message}."));
        }
    }

    /// <summary>What a file says, made fit for a terminal: no control characters and not endless.</summary>
    public static string Show(string said)
    {
        var clean = string.Concat(said.Take(LongestShown).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        return said.Length > LongestShown ? clean + "…" : clean;
    }
}
