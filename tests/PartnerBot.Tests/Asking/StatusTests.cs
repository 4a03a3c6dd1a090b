using PartnerBot.Asking;
using PartnerBot.Chats.Http;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class StatusTests
{
    [Fact]
    public async Task Status_says_where_a_partner_stands_who_said_it_and_how_old_it_is()
    {
        using var house = new House(Sample.Netflix);

        (await house.SayAsync("status netflix", width: 240)).ShouldBe(
            """
            Netflix · IndiHome · negotiating: no agreement yet
            Access: closed by us (other operators: open)
            Latest milestone (date not given in the source): Talks are intensive; no meeting point has been found yet · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF
            Legal: no agreement yet · Business: no agreement yet · Technical: no agreement yet · Requirements met: 7 of 12
            Date: none promised · Promised: the public will be told once it is decided
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            Try: timeline Netflix · requirements Netflix · subscribe Netflix
            """
        );
    }

    [Fact]
    public async Task A_free_sentence_in_Indonesian_with_a_typing_error_is_answered_in_Indonesian()
    {
        using var house = new House(Sample.Netflix);

        (await house.SayAsync("udah sampai mana nego sama netflik?", width: 240)).ShouldBe(
            """
            Netflix · IndiHome · dalam negosiasi: belum ada kesepakatan
            Akses: kami tutup (operator lain: terbuka)
            Perkembangan terakhir (tanggal tidak disebut di sumber): Pembicaraan berlangsung intensif; titik temu belum ditemukan · Siti Choiriana, Director Consumer Service · parafrasa · Suara.com melalui KLIKPOSITIF
            Legal: belum ada titik temu · Bisnis: belum ada titik temu · Teknis: belum ada titik temu · Syarat terpenuhi: 7 dari 12
            Tanggal: belum ada yang dijanjikan · Dijanjikan: publik akan diberi tahu setelah diputuskan
            Internal, jangan diteruskan · per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu
            Saya membaca "netflik" sebagai Netflix.
            Coba: riwayat Netflix · syarat Netflix · ikuti Netflix
            """
        );
    }

    [Fact]
    public async Task A_narrow_terminal_wraps_and_cuts_nothing()
    {
        using var house = new House(Sample.Netflix);

        (await house.SayAsync("status netflix", width: 40)).ShouldBe(
            """
            Netflix · IndiHome · negotiating: no
            agreement yet
            Access: closed by us (other operators:
            open)
            Latest milestone (date not given in the
            source): Talks are intensive; no meeting
            point has been found yet · Siti
            Choiriana, Director Consumer Service ·
            paraphrase · Suara.com via KLIKPOSITIF
            Legal: no agreement yet · Business: no
            agreement yet · Technical: no agreement
            yet · Requirements met: 7 of 12
            Date: none promised · Promised: the
            public will be told once it is decided
            Internal, do not forward · as of 14:05
            WIB, last confirmed 6 days ago
            Try: timeline Netflix · requirements
            Netflix · subscribe Netflix
            """
        );
    }

    [Fact]
    public async Task The_plain_sentence_begins_with_partner_stage_and_access()
    {
        using var house = new House(Sample.Netflix);

        var text = (await house.AskAsync("status netflix")).Message.Text;

        text.ShouldBe(
            "Netflix: negotiating, no agreement yet; access closed by us. IndiHome. "
                + "Access: closed by us (other operators: open). "
                + "Legal: no agreement yet. Business: no agreement yet. Technical: no agreement yet. Requirements met: 7 of 12. "
                + "Date: none promised. Promised: the public will be told once it is decided. "
                + "Latest milestone (date not given in the source): Talks are intensive; no meeting point has been found yet"
                + " · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF. "
                + "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. "
                + "Try: timeline Netflix · requirements Netflix · subscribe Netflix."
        );
    }

    [Theory]
    [InlineData("en", "Disney+ Hotstar", "Disney+ Hotstar: negotiating; access closed by us. No agreement yet.")]
    [InlineData("id", "Netflix", "Netflix: dalam negosiasi; akses kami tutup. Belum ada kesepakatan.")]
    [InlineData(
        "en",
        "The Very Long Name Of A Company Limited",
        "The Very Long Name Of A…: negotiating; access closed by us. No agreement yet."
    )]
    public async Task Partner_stage_and_access_fit_in_sixty_characters(string language, string name, string lead)
    {
        using var house = new House(Sample.Of("it", name));

        var text = (await house.AskAsync($"status {name}", language)).Message.Text;

        text.ShouldStartWith(lead);
        lead.IndexOf('.', StringComparison.Ordinal).ShouldBeLessThan(60);
    }

    [Fact]
    public async Task A_partner_of_which_little_is_known_is_still_told_in_words()
    {
        using var house = new House(Sample.Bare("mola", "Mola"));

        (await house.SayAsync("mola")).ShouldBe(
            """
            Mola · no programme recorded · prospect
            Access: not recorded · Latest milestone: none recorded
            Legal: not recorded · Business: not recorded · Technical: not recorded · Requirements met: none recorded
            Date: none promised · Promised: nothing on record
            Internal, do not forward · as of 14:05 WIB
            Nobody has confirmed these facts yet.
            Try: timeline Mola · requirements Mola · subscribe Mola
            """
        );
    }

    [Theory]
    [InlineData(
        TrackStatus.NoAgreement,
        TrackStatus.NotStarted,
        TrackStatus.InDiscussion,
        "negotiating: no agreement yet"
    )]
    [InlineData(TrackStatus.Met, TrackStatus.NotStarted, TrackStatus.InDiscussion, "negotiating: 1 of 3 tracks met")]
    [InlineData(TrackStatus.Met, TrackStatus.Met, TrackStatus.Met, "negotiating: all tracks met")]
    public async Task The_state_says_how_much_is_agreed(
        TrackStatus legal,
        TrackStatus business,
        TrackStatus technical,
        string state
    )
    {
        using var house = new House(Sample.Netflix with { Tracks = Sample.Tracks(legal, business, technical) });

        (await house.AskAsync("netflix")).Message.Headline!.State.ShouldBe(state);
    }

    [Fact]
    public async Task Access_names_who_closed_it_and_since_when()
    {
        using var house = new House(
            Sample.Netflix with
            {
                Access =
                [
                    new(Network.Own, AccessState.Closed, AccessBy.Us, new(2016, 1, 27)),
                    new(Network.Others, AccessState.Closed, AccessBy.Authority, new(2016, 2, null)),
                ],
            }
        );

        (await house.SayAsync("netflix")).ShouldContain(
            "Access: closed by us since 27 January 2016 (other operators: closed by an authority since February 2016)"
        );
        (await house.SayAsync("netflix", language: "id")).ShouldContain(
            "Akses: kami tutup sejak 27 Januari 2016 (operator lain: ditutup pihak berwenang sejak Februari 2016)"
        );
    }

    [Fact]
    public async Task A_quote_stays_as_it_was_said_and_its_translation_is_marked()
    {
        using var house = new House(
            Sample.Netflix with
            {
                LatestMilestone = Sample.Milestone with { Wording = Wording.Verbatim, Date = new(2019, 5, 14) },
            }
        );

        var quote = (await house.AskAsync("netflix", "en")).Message.Quote!;

        quote.TextLanguage.ShouldBe("id");
        (await house.SayAsync("netflix", 300, "en")).ShouldContain(
            "Latest milestone (14 May 2019): Pembicaraan berlangsung intensif; titik temu belum ditemukan "
                + "(translation: Talks are intensive; no meeting point has been found yet) · Siti Choiriana, Director Consumer Service · quote"
        );
        (await house.SayAsync("netflix", 300, "id")).ShouldContain("belum ditemukan · Siti Choiriana");
    }

    [Fact]
    public async Task An_announced_fact_is_public_from_its_moment_on()
    {
        var announced = Sample.Milestone with { AnnouncedAt = Sample.Now };
        var partner = Sample.Netflix with { Visibility = Visibility.Public, Commitments = [] };
        using var now = new House(partner with { LatestMilestone = announced });
        using var soon = new House(
            partner with
            {
                LatestMilestone = announced with
                {
                    Visibility = Visibility.Public,
                    AnnouncedAt = Sample.Now.AddMinutes(1),
                },
            }
        );

        (await now.SayAsync("netflix")).ShouldContain("Public: may be passed on · as of");
        (await soon.SayAsync("netflix")).ShouldContain("Internal, do not forward · as of");
    }

    [Fact]
    public async Task Sample_data_is_said_to_be_sample_data()
    {
        using var house = new House(Sample.Netflix with { Sample = true, TargetDate = new(2026, 12, 31) });

        var said = await house.SayAsync("netflix");

        said.ShouldContain("\nSample data\n");
        said.ShouldContain("Date: 31 December 2026 · Promised:");
    }

    [Fact]
    public async Task An_answer_from_before_the_registry_went_away_says_so()
    {
        using var house = new House(Sample.Netflix) { StaleSince = Sample.Now.AddMinutes(-13) };

        (await house.SayAsync("netflix")).ShouldContain(
            "The registry can't be reached; this is what it said at 13:52."
        );
        (await house.SayAsync("netflix", language: "id")).ShouldContain(
            "Registri tidak dapat dihubungi; ini isinya per pukul 13.52."
        );

        house.StaleSince = Sample.Now.AddDays(-2);
        (await house.SayAsync("netflix")).ShouldContain("this is what it said at 14:05 on 22 November 2026.");
    }

    [Fact]
    public async Task With_no_partner_named_it_is_the_one_asked_about_last()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"));
        await house.AskAsync("hooq");
        await house.AskAsync("netflix", asker: "budi");

        (await house.AskAsync("status", asker: "citra")).Message.Paragraphs.ShouldBe([
            "Which partner do you mean? For example: `status netflix`.",
        ]);
        var answer = await house.AskAsync("how far are we?");
        answer.Message.Headline!.Title.ShouldBe("HOOQ");
        answer.Message.Notes.ShouldBe([
            "About HOOQ, which you asked about last.",
            "Nothing has changed since you last asked (today at 14:05 WIB).",
        ]);
    }

    [Fact]
    public async Task Several_partners_are_answered_one_after_another()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"));

        var said = await house.SayAsync("status netflix and hooq", 240);

        said.ShouldStartWith(
            "Netflix · IndiHome · negotiating: no agreement yet\n  Access: closed by us (other operators: open)\n"
        );
        said.ShouldContain("\nHOOQ · IndiHome · negotiating: no agreement yet\n  Access: closed by us");
        said.ShouldEndWith("Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago");
    }

    [Fact]
    public async Task Two_partners_of_one_beginning_are_offered_by_name()
    {
        using var house = new House(Sample.Of("hotstar", "Disney+ Hotstar"), Sample.Of("channel", "Disney Channel"));

        (await house.SayAsync("status disney")).ShouldBe(
            """
            Two partners match "disney":
            Try: status Disney+ Hotstar · status Disney Channel
            """
        );
        (await house.SayAsync("status disney", language: "id")).ShouldStartWith("Dua mitra cocok dengan \"disney\":");
        (await house.AskAsync("status disney"))
            .Message.Actions.Select(action => action.Label)
            .ShouldBe(["Disney+ Hotstar", "Disney Channel"]);
        (await house.AskAsync("status Disney+ Hotstar")).Message.Headline!.Title.ShouldBe("Disney+ Hotstar");
    }

    [Fact]
    public async Task An_unknown_name_is_repeated_with_what_to_do()
    {
        using var house = new House(Sample.Netflix);

        (await house.SayAsync("status blokbuster")).ShouldStartWith(
            "I know no partner called \"blokbuster\". Try `list`, or check the spelling."
        );
        (await house.SayAsync("status blokbuster", language: "id")).ShouldStartWith(
            "Saya tidak mengenal mitra bernama \"blokbuster\". Coba `daftar`, atau periksa ejaannya."
        );
        (await house.AskAsync($"status {new string('x', 500)}")).Message.Paragraphs.ShouldBe([
            $"I know no partner called \"{new string('x', 59)}…\". Try `list`, or check the spelling.",
        ]);
    }

    [Fact]
    public async Task A_restricted_partner_is_answered_as_one_that_does_not_exist()
    {
        using var house = new House(
            Sample.Netflix,
            Sample.Of("secret", "Kencana") with
            {
                Visibility = Visibility.Restricted,
            }
        );

        (await house.AskAsync("status kencana")).Message.Paragraphs.ShouldBe([
            "I know no partner called \"kencana\". Try `list`, or check the spelling.",
        ]);
        (await house.AskAsync("status kencan")).Message.Paragraphs.ShouldBe([
            "I know no partner called \"kencan\". Try `list`, or check the spelling.",
        ]);
    }

    [Theory]
    [InlineData("status netflix")]
    [InlineData("status NFLX")]
    [InlineData("status netflik")]
    [InlineData("netflix")]
    [InlineData("status netflix hooq")]
    [InlineData("status")]
    public async Task A_partner_that_goes_between_two_readings_is_as_if_it_had_never_been(string asked)
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"));
        await house.AskAsync("status netflix");
        house.Gone.Add(Sample.Netflix.Id);
        using var without = new House(Sample.Of("hooq", "HOOQ"));

        var answer = await house.AskAsync(asked);

        AskReply.Of(answer).ToJson().ShouldBe(AskReply.Of(await without.AskAsync(asked)).ToJson());
    }

    [Fact]
    public async Task A_found_partner_is_answered_even_when_another_name_is_unclear()
    {
        using var house = new House(
            Sample.Netflix,
            Sample.Of("hotstar", "Disney+ Hotstar"),
            Sample.Of("channel", "Disney Channel")
        );

        var message = (await house.AskAsync("status netflix disney")).Message;

        message.Headline!.Title.ShouldBe("Netflix");
        message.Notes.ShouldBe(["Two partners match \"disney\":"]);
        message
            .Actions.Select(action => action.Ask)
            .ShouldBe([
                "timeline Netflix",
                "requirements Netflix",
                "subscribe Netflix",
                "status Disney+ Hotstar",
                "status Disney Channel",
            ]);
    }

    [Fact]
    public async Task An_action_whose_topic_does_not_exist_is_not_offered()
    {
        using var house = new House(Sample.Netflix);
        var answer = await house.AskAsync("netflix");
        var topic = house.Get<TopicCatalogue>()["status"];

        var declared = (
            await topic.AnswerAsync(answer.Question, house.Visible, TestContext.Current.CancellationToken)
        ).Actions;

        declared
            .Select(action => action.Label)
            .ShouldBe(["Netflix timeline", "Requirements", "Notify me", "Share here"]);
        answer.Message.Actions.ShouldBe(declared.Where(action => house.Get<TopicCatalogue>().Contains(action.Topic)));
    }
}
