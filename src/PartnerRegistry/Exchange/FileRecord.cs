using System.Text.Json.Nodes;

namespace PartnerRegistry.Exchange;

/// <summary>What a file can hold, by the names that a JSON document gives them.</summary>
internal enum Section
{
    Programmes,
    Groups,
    Partners,
}

/// <summary>One thing of a file, not yet looked at.</summary>
/// <param name="Line">Where it starts, from 1.</param>
/// <param name="Fields">As the JSON form has them, whatever the format of the file.</param>
internal sealed record FileRecord(Section Section, int Line, JsonObject Fields);

/// <summary>A file breaks here, and nothing after it can be read.</summary>
internal sealed class UnreadableException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
