using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>What can be pressed or chosen.</summary>
/// <param name="ActionId">At most 255 characters, and no other of the message has it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(StaticSelect), "static_select")]
[JsonDerivedType(typeof(ExternalSelect), "external_select")]
[JsonDerivedType(typeof(Overflow), "overflow")]
public abstract record Element(string ActionId);

/// <param name="Text">At most 75 characters.</param>
/// <param name="Value">At most 2,000 characters.</param>
/// <param name="Style"><c>primary</c> or <c>danger</c>.</param>
public sealed record Button(Plain Text, string ActionId, string? Value = null, string? Style = null)
    : Element(ActionId);

/// <param name="Placeholder">At most 150 characters.</param>
/// <param name="Options">One to 100.</param>
public sealed record StaticSelect(
    Plain Placeholder,
    string ActionId,
    IReadOnlyList<SelectOption> Options,
    SelectOption? InitialOption = null
) : Element(ActionId);

/// <summary>Its options are asked for while one types.</summary>
/// <param name="MinQueryLength">How many characters are typed before they are asked for; Slack's own is three.</param>
public sealed record ExternalSelect(
    Plain Placeholder,
    string ActionId,
    int? MinQueryLength = null,
    SelectOption? InitialOption = null
) : Element(ActionId);

/// <param name="Options">One to five.</param>
public sealed record Overflow(string ActionId, IReadOnlyList<SelectOption> Options) : Element(ActionId);

/// <param name="Text">At most 75 characters.</param>
/// <param name="Value">At most 150 characters.</param>
public sealed record SelectOption(Plain Text, string Value);
