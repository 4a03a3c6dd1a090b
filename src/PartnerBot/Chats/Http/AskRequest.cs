using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Http;

/// <summary>The body of <c>POST /api/ask</c>.</summary>
internal sealed record AskRequest(string Text, string? Language, string? Asker, string? Conversation)
{
    public const int LongestText = 4000;
    public const int LongestName = 200;

    private static readonly string[] Fields = ["text", "language", "asker", "conversation"];

    /// <exception cref="BadFieldException">What is wrong and how to mend it, by field; <c>body</c> where it is none of them.</exception>
    public static AskRequest Parse(ReadOnlyMemory<byte> body, Phrasebook phrasebook)
    {
        var fields = AskBody.Parse(body, Fields);
        return new(
            CheckText(fields.GetValueOrDefault("text")),
            CheckLanguage(fields.GetValueOrDefault("language"), phrasebook),
            CheckName("asker", fields.GetValueOrDefault("asker")),
            CheckName("conversation", fields.GetValueOrDefault("conversation"))
        );
    }

    public static string CheckText(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new BadFieldException("text", "It is missing or empty; put the question there.")
        : text.Length > LongestText
            ? throw new BadFieldException("text", $"It is longer than {LongestText:N0} characters; ask more shortly.")
        : text;

    public static string? CheckLanguage(string? language, Phrasebook phrasebook) =>
        language is null ? null
        : phrasebook.Find(language) is { } words ? words.Code
        : throw new BadFieldException(
            "language",
            $"It is not known; put one of {string.Join(", ", phrasebook.All.Select(words => words.Code))}, or leave it out."
        );

    public static string? CheckName(string field, string? name) =>
        name is null || (name.Trim().Length > 0 && name.Length <= LongestName)
            ? name
            : throw new BadFieldException(
                field,
                $"It is empty or longer than {LongestName} characters; mend it or leave it out."
            );
}
