namespace PartnerBot.Crash.Checking;

public enum Wrong
{
    /// <summary>Somebody who was to be told never was.</summary>
    Lost,

    /// <summary>Told twice, although it was known, or could be found out, that it had been told.</summary>
    Twice,

    /// <summary>Told again after an unknown outcome, without saying so.</summary>
    Unmarked,

    /// <summary>Told again and again, more often than somebody would bear.</summary>
    Endless,

    /// <summary>A later change of the partner was told before.</summary>
    OutOfOrder,

    /// <summary>Told to somebody who had not asked for it, or may not know it.</summary>
    NotTheirs,
}

public sealed record Finding(Wrong Wrong, string Recipient, string Code, string Detail = "");

/// <summary>What the checker found, and what it counts beside.</summary>
/// <param name="Expected">Changes times recipients that were to be told.</param>
/// <param name="Told">Of those, how many were.</param>
/// <param name="ReadableTooLate">Told twice on Slack, where the first message could only be read after the bot had looked for it.</param>
/// <param name="Repeats">Told twice on Teams after an unknown outcome, and marked so.</param>
public sealed record Report(IReadOnlyList<Finding> Findings, int Expected, int Told, int ReadableTooLate, int Repeats)
{
    public int Count(Wrong wrong) => Findings.Count(one => one.Wrong == wrong);

    public override string ToString() =>
        $"{Told:N0} of {Expected:N0} told; "
        + string.Join(", ", Enum.GetValues<Wrong>().Select(wrong => $"{wrong} {Count(wrong)}"))
        + $"; apart: {ReadableTooLate} readable too late on Slack, {Repeats} marked repeats on Teams"
        + string.Concat(
            Findings.Take(20).Select(one => $"\n  {one.Wrong}: {one.Code} to {one.Recipient} {one.Detail}")
        );
}
