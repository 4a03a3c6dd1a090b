namespace PartnerRegistry.Exchange;

/// <summary>What is wrong in a file. All of it is counted, and the first hundred are kept to be told.</summary>
internal sealed class Problems
{
    public const int MostKept = 100;

    private readonly List<(int Line, string Text)> kept = [];

    public int Count { get; private set; }

    /// <summary>Whole sentences in the order of their lines.</summary>
    public IReadOnlyList<string> Texts => [.. kept.OrderBy(problem => problem.Line).Select(problem => problem.Text)];

    /// <param name="line">From 1.</param>
    /// <param name="message">What is wrong and how to mend it.</param>
    /// <param name="field">The field or column that it is about, where it is about one.</param>
    public void Add(int line, string message, string? field = null)
    {
        Count++;
        if (kept.Count < MostKept)
        {
            var where = field is null ? "" : $", {Show(field)}";
            kept.Add((line, $"Line {line}{where}: {message}{(message.EndsWith('.') ? "" : ".")}"));
        }
    }

    /// <summary>What a file says, made fit for a terminal: no control characters and not endless.</summary>
    public static string Show(string said)
    {
        var clean = string.Concat(said.Take(80).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        return said.Length > 80 ? clean + "…" : clean;
    }
}
