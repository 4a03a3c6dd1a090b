using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>The blocks of Block Kit that are used here, by Slack's names.</summary>
/// <param name="BlockId">At most 255 characters; how a modal's input is found among what was filled in.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(RichText), "rich_text")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(Input), "input")]
public abstract record Block(string? BlockId = null);

/// <param name="Text">At most 150 characters.</param>
public sealed record Header(Plain Text, string? BlockId = null) : Block(BlockId);

/// <summary>Its text is shown as it is: nothing in it is read as a mention, a link or formatting.</summary>
public sealed record RichText(IReadOnlyList<RichElement> Elements, string? BlockId = null) : Block(BlockId);

/// <param name="Elements">At most 25.</param>
public sealed record Actions(IReadOnlyList<Element> Elements, string? BlockId = null) : Block(BlockId);

public sealed record Divider(string? BlockId = null) : Block(BlockId);

/// <param name="Label">At most 2,000 characters.</param>
/// <param name="Optional">It may be left empty.</param>
public sealed record Input(Plain Label, Element Element, bool? Optional = null, string? BlockId = null)
    : Block(BlockId);
