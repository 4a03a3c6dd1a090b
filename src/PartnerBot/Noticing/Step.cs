using System.Diagnostics;

namespace PartnerBot.Noticing;

/// <summary>
/// The steps from the registry's feed to a message that is noted as sent, as events of the <see cref="DiagnosticListener"/>
/// <c>PartnerBot.Noticing</c>: whoever listens in the process is called before the next step begins.
/// </summary>
internal static class Step
{
    /// <summary>A page of the feed was read; the bookmark is still before it.</summary>
    public const string PageRead = "page-read";

    /// <summary>Bookmark and notices are written, and not committed yet.</summary>
    public const string Committing = "committing";

    public const string Committed = "committed";

    /// <summary>Lanes were taken up.</summary>
    public const string Claimed = "claimed";

    /// <summary>It is committed that messages are being said; none is yet.</summary>
    public const string Begun = "begun";

    /// <summary>The platform has answered to a message, which is not noted yet.</summary>
    public const string Answered = "answered";

    /// <summary>The platform wants to be left alone for a while.</summary>
    public const string Held = "held";

    /// <summary>A message is given up.</summary>
    public const string GivenUp = "given-up";

    /// <summary>What became of messages is committed.</summary>
    public const string Noted = "noted";

    private static readonly DiagnosticListener Listener = new("PartnerBot.Noticing");

    public static void Note(string step)
    {
        if (Listener.IsEnabled(step))
        {
            Listener.Write(step, null);
        }
    }
}
