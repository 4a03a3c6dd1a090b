namespace PartnerBot.EndToEnd.Playground;

/// <summary>Questions in Teams. Each test asks of another partner, since the bot knows what it told Alex.</summary>
public sealed class AskingTests(PlaygroundBot house) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task In_a_personal_chat_words_alone_ask()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Personal, "status netflix");

        answer.Lines.ShouldBe([
            "Netflix",
            "IndiHome · negotiating: no agreement yet",
            "Access: closed by us (other operators: open)",
            "Latest milestone (date not given in the source)",
            "Talks are intensive; no meeting point has been found yet",
            "Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF",
            "Legal: no agreement yet",
            "Business: no agreement yet",
            "Technical: no agreement yet",
            "Requirements met: 7 of 12",
            "Date: none promised",
            "Promised: the public will be told once it is decided",
            "Sample data",
            "Internal, do not forward",
            "As of {{TIME(2026-11-24T07:05:00Z)}}, last confirmed 6 days ago",
        ]);
        answer.Buttons.ShouldBe(["Netflix timeline", "Requirements", "Notify me"]);
        answer.Text.ShouldBeNull();
        (await teams.SummaryAsync(answer))
            .ShouldNotBeNull()
            .ShouldStartWith("Netflix: negotiating, no agreement yet; access closed by us.");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_in_Indonesian_is_answered_in_Indonesian()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Personal, "udah sampai mana nego sama hoooq?");

        answer.Lines.ShouldBe([
            "HOOQ",
            "IndiHome · sudah berjalan",
            "Akses: tidak tercatat",
            "Perkembangan terakhir (tanggal tidak disebut di sumber)",
            "HOOQ melalui evaluasi yang sama untuk bergabung dengan IndiHome",
            "parafrasa · Suara.com melalui KLIKPOSITIF",
            "Legal: terpenuhi",
            "Bisnis: terpenuhi",
            "Teknis: terpenuhi",
            "Syarat terpenuhi: 12 dari 12",
            "Tanggal: belum ada yang dijanjikan",
            "Dijanjikan: tidak ada yang tercatat",
            "Saya membaca \"hoooq\" sebagai HOOQ.",
            "Fakta ini belum pernah dikonfirmasi.",
            "Data contoh",
            "Internal, jangan diteruskan",
            "Per pukul {{TIME(2026-11-24T07:05:00Z)}}",
        ]);
        answer.Buttons.ShouldBe(["Riwayat HOOQ", "Syarat", "Kabari saya"]);
    }

    [Fact]
    public async Task Words_of_no_language_are_answered_in_that_of_the_client()
    {
        await using var teams = await house.OpenAsync();

        await teams.SendAsync(
            teams.Personal,
            type: null,
            activity =>
            {
                activity["type"] = "message";
                activity["text"] = "iflix";
                activity["locale"] = "id-ID";
            }
        );

        (await teams.NextAsync(teams.Personal)).Buttons.ShouldBe(["Riwayat iflix", "Syarat", "Kabari saya"]);
    }

    [Fact]
    public async Task In_a_group_chat_the_mention_is_no_part_of_the_question()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Group, "status viu");

        answer.Lines[0].ShouldBe("Viu");
        answer.Lines.ShouldNotContain(line => line.Contains("Test Bot", StringComparison.Ordinal));
        answer.Where.ShouldBe(teams.Group);
    }

    [Fact]
    public async Task Where_others_read_along_nothing_is_said_without_a_mention()
    {
        await using var teams = await house.OpenAsync();

        // The playground holds back what Teams may pass on, so it is sent past its box.
        await teams.SendAsync(
            teams.Group,
            type: null,
            activity =>
            {
                activity["type"] = "message";
                activity["text"] = "status genflix";
            }
        );
        var answer = await teams.AskAsync(teams.Group, "status mola");

        answer.Lines[0].ShouldBe("Mola");
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_alone_is_greeted()
    {
        await using var teams = await house.OpenAsync();

        var answer = await teams.AskAsync(teams.Group, "");

        answer.Lines.ShouldBe([
            "Hello, I'm PartnerBot. Ask me how far we are with a partner, in your own words, in English or Indonesian.",
            "Mention me with your question; everyone here reads my answer.",
        ]);
    }
}
