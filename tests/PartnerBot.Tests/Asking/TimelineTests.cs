using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class TimelineTests
{
    private static readonly Milestone Met = Sample.Milestone with
    {
        Id = "m2",
        Kind = MilestoneKind.Step,
        Title = Sample.Text(id: "Jalur legal terpenuhi", en: "The legal track is met"),
        Text = null,
        Date = new(2026, 11, 20),
        Track = Track.Legal,
        Spokesperson = null,
        Source = null,
    };

    [Fact]
    public async Task A_timeline_has_date_kind_words_speaker_wording_and_source_of_each_milestone()
    {
        using var house = Of(Met, Sample.Milestone);

        (await house.SayAsync("timeline netflix", width: 240)).ShouldBe(
            """
            Netflix timeline · 2 in all
            Netflix: milestones, newest first
              20 November 2026: Step · The legal track is met · paraphrase
              Date not given in the source: Statement · Talks are intensive; no meeting point has been found yet. Hopefully soon. · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            Try: status Netflix
            """
        );
    }

    [Fact]
    public async Task A_timeline_in_Indonesian()
    {
        using var house = Of(Met, Sample.Milestone);

        (await house.SayAsync("riwayat netflix", width: 240)).ShouldBe(
            """
            Riwayat Netflix · 2 seluruhnya
            Netflix: perkembangan, terbaru lebih dulu
              20 November 2026: Langkah · Jalur legal terpenuhi · parafrasa
              Tanggal tidak disebut di sumber: Pernyataan · Pembicaraan berlangsung intensif; titik temu belum ditemukan. Mudah-mudahan segera. · Siti Choiriana, Director Consumer Service · parafrasa · Suara.com melalui KLIKPOSITIF
            Internal, jangan diteruskan · per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu
            Coba: status Netflix
            """
        );
    }

    [Fact]
    public async Task A_quote_stays_in_its_own_language_with_a_marked_translation()
    {
        using var house = Of(Sample.Milestone with { Wording = Wording.Verbatim });

        var line = (await house.AskAsync("timeline netflix")).Message.Sections[0].Lines[0];

        line.Text.ShouldBe(
            "Statement · Pembicaraan berlangsung intensif; titik temu belum ditemukan. Mudah-mudahan segera. "
                + "(translation: Talks are intensive; no meeting point has been found yet. Hopefully soon.)"
                + " · Siti Choiriana, Director Consumer Service · quote · Suara.com via KLIKPOSITIF"
        );
        line.Quote.ShouldBe(
            new Quote(
                "Statement",
                "Pembicaraan berlangsung intensif; titik temu belum ditemukan. Mudah-mudahan segera.",
                "id",
                "Siti Choiriana, Director Consumer Service",
                "quote",
                "Suara.com via KLIKPOSITIF",
                Link: null,
                "Talks are intensive; no meeting point has been found yet. Hopefully soon."
            )
        );
    }

    [Fact]
    public async Task A_corrected_milestone_stands_last_and_is_marked()
    {
        using var house = Of(Met with { SupersededBy = "m1" }, Sample.Milestone);

        var message = (await house.AskAsync("timeline netflix")).Message;

        message
            .Sections.Select(section => section.Title)
            .ShouldBe(["Netflix: milestones, newest first", "Netflix: superseded, these no longer hold"]);
        var line = message.Sections[1].Lines.ShouldHaveSingleItem();
        line.Text.ShouldBe("Superseded · step · The legal track is met · paraphrase");
        line.Quote!.Label.ShouldBe("Step · superseded");
    }

    [Fact]
    public async Task A_corrected_milestone_whose_correction_may_not_be_seen_is_left_out()
    {
        using var house = Of(
            Met with
            {
                SupersededBy = "m1",
            },
            Sample.Milestone with
            {
                Visibility = Visibility.Restricted,
            }
        );

        (await house.SayAsync("timeline netflix")).ShouldBe(
            """
            Nothing is on record about Netflix yet.
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            Try: status Netflix
            """
        );
    }

    [Fact]
    public async Task A_restricted_milestone_is_neither_shown_nor_counted()
    {
        using var house = Of(Met with { Visibility = Visibility.Restricted }, Sample.Milestone);

        var said = await house.SayAsync("timeline netflix");

        said.ShouldStartWith("Netflix timeline · 1 in all\n");
        said.ShouldNotContain("legal track");
    }

    [Fact]
    public async Task One_track_alone_is_shown_where_it_is_named()
    {
        using var house = Of(Met, Sample.Milestone);

        (await house.SayAsync("timeline netflix legal")).ShouldStartWith(
            """
            Netflix timeline · Legal · 1 in all
            Netflix: milestones, newest first
              20 November 2026: Step · The legal track is met · paraphrase
            """
        );
        (await house.AskAsync("timeline netflix technical")).Message.Paragraphs.ShouldBe([
            "Nothing on record about Netflix fits this: Technical.",
        ]);
    }

    [Theory]
    [InlineData(19, 21, "The legal track is met")]
    [InlineData(17, 19, "Talks are intensive; no meeting point has been found yet. Hopefully soon.")]
    [InlineData(21, 22, null)]
    public async Task A_period_has_what_is_dated_in_it_or_was_recorded_in_it_where_undated(
        int from,
        int until,
        string? shown
    )
    {
        using var house = Of(Met, Sample.Milestone);
        var period = new Period(Day(from), Day(until));

        var message = await house.AnswerAsync("timeline netflix", new(Period: period));

        message
            .Sections.SelectMany(section => section.Lines)
            .Select(line => line.Quote!.Text)
            .ShouldBe(shown is null ? [] : [shown]);
    }

    [Fact]
    public async Task A_month_is_in_a_period_that_touches_it()
    {
        using var house = Of(Met with { Date = new(2026, 11, null) });

        (await house.AnswerAsync("timeline netflix", new(Period: new(Day(19), Day(21))))).Headline!.Context.ShouldBe(
            "19 November 2026 to 20 November 2026"
        );
        (await house.AnswerAsync("timeline netflix", new(Period: new(Day(31))))).Headline.ShouldBeNull();
    }

    [Fact]
    public async Task Ten_come_at_a_time_and_More_goes_on()
    {
        using var house = Of([
            .. Enumerable
                .Range(1, 23)
                .Select(number => Met with { Id = $"n{number}", Date = new(2026, 10, 31 - number) }),
        ]);

        var first = (await house.AskAsync("timeline netflix legal")).Message;
        var last = await house.AnswerAsync("timeline netflix legal", new(Page: "3"));

        first.Headline!.State.ShouldBe("1 to 10 of 23");
        first.Sections.ShouldHaveSingleItem().Lines.Count.ShouldBe(10);
        first.Actions[0].ShouldBe(new("timeline", "More", "timeline Netflix legal page 2"));
        first.NextPage.ShouldBe("2");
        (await house.AskAsync("riwayat netflix")).Message.Actions[0].Ask.ShouldBe("riwayat Netflix halaman 2");
        last.Headline!.State.ShouldBe("21 to 23 of 23");
        last.Sections.ShouldHaveSingleItem().Lines[2].Name.ShouldBe("8 October 2026");
        last.NextPage.ShouldBeNull();
    }

    [Fact]
    public async Task More_of_a_period_is_asked_for_in_the_askers_words()
    {
        using var house = Of([.. Enumerable.Range(1, 11).Select(number => Met with { Id = $"n{number}" })]);

        var message = await house.AnswerAsync(
            "timeline netflix this month page 1",
            new(Period: new(Day(1)), Page: "1")
        );

        message.Actions[0].Ask.ShouldBe("timeline netflix this month page 2");
    }

    [Fact]
    public async Task Several_partners_have_a_section_each()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ") with { LatestMilestone = Met });

        (await house.SayAsync("timeline netflix hooq", width: 240)).ShouldStartWith(
            """
            Timeline · 2 in all
            Netflix: milestones, newest first
              Date not given in the source: Statement · Talks are intensive; no meeting point has been found yet. Hopefully soon. · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF
            HOOQ: milestones, newest first
              20 November 2026: Step · The legal track is met · paraphrase
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            """
        );
    }

    [Fact]
    public async Task It_may_be_passed_on_as_far_as_the_least_public_milestone_shown()
    {
        using var house = new House(Sample.Netflix with { Visibility = Visibility.Public });
        house.Milestones[new("netflix")] = [Met with { AnnouncedAt = Sample.Now }, Sample.Milestone];

        (await house.AskAsync("timeline netflix")).Message.Visibility.ShouldBe(Visibility.Internal);
        (await house.AskAsync("timeline netflix legal")).Message.Visibility.ShouldBe(Visibility.Public);
    }

    [Fact]
    public async Task A_registry_that_lists_no_milestones_still_has_the_latest()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ")) { WithoutMilestones = true };

        (await house.AskAsync("timeline netflix")).Message.Sections[0].Lines.ShouldHaveSingleItem();
        (await house.AskAsync("timeline hooq")).Message.Paragraphs.ShouldBe(["Nothing is on record about HOOQ yet."]);
    }

    [Fact]
    public async Task Long_texts_are_shortened()
    {
        using var house = Of(Met with { Text = Sample.Text(id: "x", en: new string('x', 4000)) });

        (await house.AskAsync("timeline netflix")).Message.Sections[0].Lines[0].Text.Length.ShouldBeLessThan(600);
    }

    private static House Of(params Milestone[] milestones)
    {
        var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] = milestones;
        return house;
    }

    // Midnight in Jakarta.
    private static DateTimeOffset Day(int day) =>
        new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddDays(day - 1);
}
