namespace PartnerRegistry;

/// <summary>A text by language tag, with the language it was first said or written in; the others are translations.</summary>
public sealed record LocalizedText(string Original, IReadOnlyDictionary<string, string> Texts);
