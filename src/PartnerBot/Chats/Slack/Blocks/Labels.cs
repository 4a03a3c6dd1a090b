using PartnerBot.Asking;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>What can be pressed, as long as Slack takes it.</summary>
internal static class Labels
{
    private const int LongestValue = 2000;
    private const int LongestOption = 150;

    // For all that a button carries beside its question.
    private const int ValueItself = 200;

    // Six characters of JSON each, as escaped as can be.
    private const int SurelyFits = 250;

    /// <summary>A longer question is not offered, but can be typed.</summary>
    public static bool CanAsk(string label, string ask) =>
        new ButtonValue(ask).IfSound() is { } value
        && (ask.Length <= SurelyFits || value.ToJson().Length <= LongestValue - ValueItself)
        && (PlainText.Clean(label).Length > 0 || PlainText.Clean(ask).Length > 0);

    /// <summary>The same where it is one of several to choose from.</summary>
    public static bool CanChoose(string ask) => ask.Length <= LongestOption;

    public static SelectOption Option(string label, string ask) => new(Label(label, ask), ask);

    public static int Size(SelectOption option) => option.Text.Text.Length;

    /// <summary>A name of nothing that can be seen says what it asks.</summary>
    public static Plain Label(string label, string ask) =>
        Plain.Of(PlainText.Clean(label).Length > 0 ? label : ask, Plain.LongestLabel);
}
