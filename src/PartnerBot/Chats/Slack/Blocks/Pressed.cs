using System.Globalization;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>
/// What a pressed element asks. A button carries all of it; an option has room for a question of 150 characters only, so
/// the rest stands in the id of the action.
/// </summary>
public static class Pressed
{
    private const string AskId = "ask:";
    private const string ChooseId = "choose:";
    private const string ReplaceId = "choose-replace:";
    private const string MoreId = "more:";

    /// <summary>Null where the action is none of these, or came back as nothing that can be asked.</summary>
    /// <param name="value">What a button carries.</param>
    /// <param name="selected">The value of the option that was chosen.</param>
    public static ButtonValue? Read(string actionId, string? value, string? selected) =>
        actionId.Split(':', 2) is not [var kind, var rest]
            ? null
            : $"{kind}:" switch
            {
                AskId => ButtonValue.Parse(value),
                ChooseId or MoreId => Chosen(selected, rest, replace: false),
                ReplaceId => Chosen(selected, rest, replace: true),
                _ => null,
            };

    public static string Ask(int number) => string.Create(CultureInfo.InvariantCulture, $"{AskId}{number}");

    /// <param name="replace">The answer takes the message's place.</param>
    public static string Choose(string language, bool replace) => $"{(replace ? ReplaceId : ChooseId)}{language}";

    public static string More(string language) => $"{MoreId}{language}";

    private static ButtonValue? Chosen(string? selected, string language, bool replace) =>
        selected is null ? null : new ButtonValue(selected, language, Replace: replace).IfSound();
}
