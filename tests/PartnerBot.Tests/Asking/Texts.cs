using CsCheck;

namespace PartnerBot.Tests.Asking;

/// <summary>Texts as people and machines send them: words of ours among anything, lone surrogates and controls too.</summary>
internal static class Texts
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        OneOf(
            "status ",
            "list ",
            "help ",
            "netflix",
            " disney ",
            "netflik ",
            "page 2",
            "-nya",
            "/partner ",
            "[red]",
            "[/]"
        ),
        OneOf(
            "\u202E",
            "\u200B",
            "\u001B[31m",
            "\uD83D",
            "\uDE00",
            "\U0001F600",
            "ﷺ",
            "İ",
            "\0",
            "\r\n",
            "\u2028",
            "{0}"
        ),
        Gen.String[0, 12],
        Gen.String[Gen.Char['\0', '\uFFFF'], 0, 20]
    );

    public static readonly Gen<string> Any = Piece.Array[0, 12].Select(string.Concat);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);
}
