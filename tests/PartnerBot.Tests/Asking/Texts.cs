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
        OneOf(
            " since ",
            "last 7 days",
            "10-15 november",
            " 31 ",
            "february",
            "2026-11-20",
            " minggu lalu",
            "hari senin",
            "3 days ago",
            "kemarin ",
            "sejak ",
            " depan",
            "999 tahun",
            " to ",
            "2025"
        ),
        OneOf("08:30", "jam 8", "setengah ", "8.30 pm", "24.00", "20:00-07:00", " malam", "WITA", "wit ", "1.2.10"),
        OneOf("\"", "“netflix”", "«", "‘", "'", "Disney+ Hotstar", "CATCHPLAY+", "vision+", "disney & ", "3 "),
        OneOf(
            "udah sampai mana ",
            "kenapa ",
            "knp blm ",
            "boleh dibilang ",
            "compare ",
            "bandingkan ",
            "timeline ",
            " sama ",
            " and ",
            " vs ",
            "when will ",
            "is it true that ",
            "nego ",
            "gmn ",
            "english ",
            "all "
        ),
        Gen.String[0, 12],
        Gen.String[Gen.Char['\0', '\uFFFF'], 0, 20]
    );

    public static readonly Gen<string> Any = Piece.Array[0, 12].Select(string.Concat);

    public static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);
}
