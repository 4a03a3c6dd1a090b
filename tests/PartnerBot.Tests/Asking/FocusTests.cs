using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

/// <summary>A status of which one thing is asked.</summary>
public sealed class FocusTests
{
    [Theory]
    [InlineData(
        "en",
        "Netflix: no date has been promised. What has been promised: the public will be told once it is decided. "
            + "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Try: status Netflix."
    )]
    [InlineData(
        "id",
        "Netflix: belum ada tanggal yang dijanjikan. Yang sudah dijanjikan: publik akan diberi tahu setelah diputuskan. "
            + "Internal, jangan diteruskan. Per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu. Coba: status Netflix."
    )]
    public async Task When_says_that_no_date_is_promised_and_what_is(string language, string text)
    {
        using var house = new House(Sample.Netflix);

        var message = await AskAsync(house, Focus.Date, language);

        message.Text.ShouldBe(text);
        message.Headline.ShouldBeNull();
        message.Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_names_the_date_as_promised_and_no_promise_where_none_is_open()
    {
        using var house = new House(
            Sample.Netflix with
            {
                TargetDate = new(2026, 12, 31),
                Commitments = [Sample.Netflix.Commitments[0] with { Status = CommitmentStatus.Fulfilled }],
            }
        );

        (await AskAsync(house, Focus.Date)).Paragraphs.ShouldBe(["Netflix: the date promised is 31 December 2026."]);
    }

    [Fact]
    public async Task Several_promises_are_told_and_one_may_be_more_restricted_than_its_partner()
    {
        var promise = Sample.Netflix.Commitments[0];
        using var house = new House(
            Sample.Netflix with
            {
                Visibility = Visibility.Public,
                Commitments =
                [
                    promise with
                    {
                        AnnouncedAt = Sample.Now,
                    },
                    promise with
                    {
                        Id = "c2",
                        Text = Sample.Text("tarif dibahas lagi.", "the tariff will be discussed again."),
                    },
                    promise with
                    {
                        Id = "c3",
                        Visibility = Visibility.Restricted,
                        Text = Sample.Text("rahasia", "secret"),
                    },
                ],
            }
        );

        var message = await AskAsync(house, Focus.Date);

        message.Paragraphs.ShouldBe([
            "Netflix: no date has been promised. "
                + "What has been promised: the public will be told once it is decided; the tariff will be discussed again.",
        ]);
        message.Visibility.ShouldBe(Visibility.Internal);
    }

    [Fact]
    public async Task When_offers_to_be_told_and_the_whole_status()
    {
        using var house = new House(Sample.Netflix);
        var question = house.Read("netflix") with { Focus = Focus.Date };

        var declared = (
            await house
                .Get<TopicCatalogue>()["status"]
                .AnswerAsync(question, house.Visible, TestContext.Current.CancellationToken)
        ).Actions;

        declared.ShouldBe([
            new("subscribe", "Notify me when this changes", "subscribe Netflix"),
            new("status", "Netflix status", "status Netflix"),
        ]);
        (await AskAsync(house, Focus.Date)).Actions.ShouldBe(
            declared.Where(action => house.Get<TopicCatalogue>().Contains(action.Topic))
        );
    }

    [Theory]
    [InlineData(
        "en",
        "Netflix, on our network: closed by us since 27 January 2016. Other operators: opened by an authority since 2017. "
            + "Stage: negotiating: no agreement yet; access doesn't follow from it."
    )]
    [InlineData(
        "id",
        "Netflix, di jaringan kami: kami tutup sejak 27 Januari 2016. Operator lain: dibuka pihak berwenang sejak 2017. "
            + "Tahap: dalam negosiasi: belum ada kesepakatan; akses tidak bisa disimpulkan dari tahap."
    )]
    public async Task Access_says_who_closed_or_opened_it_and_since_when(string language, string says)
    {
        using var house = new House(
            Sample.Netflix with
            {
                Access =
                [
                    new(Network.Own, AccessState.Closed, AccessBy.Us, new(2016, 1, 27)),
                    new(Network.Others, AccessState.Open, AccessBy.Authority, new(2017, null, null)),
                ],
            }
        );

        (await AskAsync(house, Focus.Access, language)).Paragraphs.ShouldBe([says]);
    }

    [Fact]
    public async Task Access_says_what_is_not_on_record()
    {
        using var house = new House(Sample.Netflix, Sample.Bare("mola", "Mola"));

        (await AskAsync(house, Focus.Access)).Paragraphs.ShouldBe([
            "Netflix, on our network: closed by us (since when is not on record). Other operators: open. "
                + "Stage: negotiating: no agreement yet; access doesn't follow from it.",
        ]);
        (await AskAsync(house, Focus.Access, words: "mola")).Paragraphs.ShouldBe([
            "Mola, on our network: not recorded. Other operators: not recorded. Stage: prospect; access doesn't follow from it.",
        ]);
    }

    [Fact]
    public async Task Why_names_each_track_not_met_with_its_note_and_its_open_requirements()
    {
        using var house = new House(Stuck);

        var message = await AskAsync(house, Focus.Reason);

        message.Paragraphs.ShouldBe(["Netflix: negotiating. Not met yet: Legal, Technical."]);
        var section = message.Sections.ShouldHaveSingleItem();
        section.Title.ShouldBe("Netflix: what is open");
        section
            .Lines.Select(line => $"{line.Name}: {line.Text}")
            .ShouldBe([
                "Legal: no agreement yet · Waits for the regulator · open requirements: Requirement 8 (not met yet); Requirement 9 (under review)",
                "Technical: not recorded",
            ]);
        message.Text.ShouldBe(
            "Netflix: negotiating. Not met yet: Legal, Technical. Netflix: what is open: "
                + "Legal: no agreement yet · Waits for the regulator · open requirements: Requirement 8 (not met yet); Requirement 9 (under review). "
                + "Technical: not recorded. "
                + "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago."
        );
    }

    [Theory]
    [InlineData(Track.Legal, "Netflix: negotiating. Not met yet: Legal.", "Legal")]
    [InlineData(Track.Business, "Netflix: Business is met. Stage: negotiating.", null)]
    [InlineData(Track.Technical, "Netflix: nothing is on record about Technical. Stage: negotiating.", "Technical")]
    public async Task Why_of_one_track_is_about_that_track_alone(Track track, string says, string? line)
    {
        using var house = new House(Stuck);

        var message = await house.AnswerAsync(
            "netflix",
            read => read with { Focus = Focus.Reason, Track = track },
            "en"
        );

        message.Paragraphs.ShouldBe([says]);
        message
            .Sections.SelectMany(section => section.Lines)
            .Select(each => each.Name)
            .ShouldBe(line is null ? [] : [line]);
    }

    [Theory]
    [InlineData(TrackStatus.Met, Stage.Live, "en", "Netflix: all tracks are met. Stage: live.")]
    [InlineData(TrackStatus.Met, Stage.Live, "id", "Netflix: semua jalur sudah terpenuhi. Tahap: sudah berjalan.")]
    [InlineData(
        TrackStatus.NotStarted,
        Stage.Prospect,
        "en",
        "Netflix: no track has been started yet. Stage: prospect."
    )]
    public async Task Why_of_what_is_done_or_not_begun_says_so(
        TrackStatus status,
        Stage stage,
        string language,
        string says
    )
    {
        using var house = new House(
            Sample.Netflix with
            {
                Stage = stage,
                Tracks = Sample.Tracks(status, status, status),
            }
        );

        (await AskAsync(house, Focus.Reason, language)).Paragraphs.ShouldBe([says]);
    }

    [Fact]
    public async Task Why_of_one_track_that_has_not_begun_and_of_none_recorded_says_so()
    {
        using var house = new House(
            Sample.Netflix with
            {
                Tracks = Sample.Tracks(TrackStatus.NotStarted, TrackStatus.Met, TrackStatus.Met),
            },
            Sample.Bare("mola", "Mola")
        );

        (
            await house.AnswerAsync("netflix", read => read with { Focus = Focus.Reason, Track = Track.Legal })
        ).Paragraphs.ShouldBe(["Netflix: Legal has not been started yet. Stage: negotiating."]);
        (await AskAsync(house, Focus.Reason, words: "mola")).Paragraphs.ShouldBe([
            "Mola: nothing is on record about any track. Stage: prospect.",
        ]);
    }

    [Theory]
    [InlineData("en", "Nothing about Netflix may be passed on yet: everything on record is internal.")]
    [InlineData("id", "Belum ada tentang Netflix yang boleh disampaikan: semua yang tercatat bersifat internal.")]
    public async Task Where_nothing_is_public_nothing_may_be_passed_on(string language, string says)
    {
        using var house = new House(Sample.Netflix);

        var message = await AskAsync(house, Focus.Public, language);

        message.Paragraphs.ShouldBe([says]);
        message.Sections.ShouldBeEmpty();
        message.Visibility.ShouldBe(Visibility.Internal);
    }

    [Fact]
    public async Task Public_facts_are_told_as_quotes_and_nothing_else()
    {
        using var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] =
        [
            Sample.Milestone with
            {
                Id = "m4",
                Kind = MilestoneKind.Decision,
                AnnouncedAt = Sample.Now,
                Title = Sample.Text("Diputuskan", "Decided"),
                Date = new(2026, 11, 24),
            },
            Sample.Milestone with
            {
                Id = "m3",
                Visibility = Visibility.Public,
                SupersededBy = "m4",
            },
            Sample.Milestone,
        ];

        var message = await AskAsync(house, Focus.Public);

        message.Paragraphs.ShouldBe(["Netflix: this much may be passed on. Please treat everything else as internal."]);
        var line = message.Sections.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        line.Name.ShouldBe("Decision (24 November 2026)");
        line.Text.ShouldBe(
            "Decided: Hopefully soon. · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF"
        );
        line.Quote!.Text.ShouldBe("Decided: Hopefully soon.");
        message.Visibility.ShouldBe(Visibility.Public);
    }

    [Fact]
    public async Task A_public_partner_may_be_told_of_with_its_public_promises()
    {
        var promise = Sample.Netflix.Commitments[0];
        using var house = new House(
            Sample.Netflix with
            {
                Visibility = Visibility.Public,
                TargetDate = new(2026, 12, 31),
                Commitments = [promise with { Visibility = Visibility.Public }, promise with { Id = "c2" }],
            }
        );

        var message = await AskAsync(house, Focus.Public);

        message
            .Sections.ShouldHaveSingleItem()
            .Lines.Select(line => $"{line.Name}: {line.Text}")
            .ShouldBe([
                "Stage: negotiating: no agreement yet",
                "Access: closed by us",
                "Date: 31 December 2026",
                "Promised: the public will be told once it is decided",
            ]);
        message.Visibility.ShouldBe(Visibility.Public);
    }

    [Theory]
    [InlineData("en", "Asia/Jakarta", "internal until 09:00 WIB on 1 December 2026")]
    [InlineData("id", "Asia/Jayapura", "internal sampai pukul 11.00 WIT tanggal 1 Desember 2026")]
    public async Task What_will_be_announced_is_named_with_its_moment(string language, string zone, string until)
    {
        using var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] =
        [
            Sample.Milestone with
            {
                AnnouncedAt = new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero),
            },
            Sample.Milestone with
            {
                Id = "m0",
                AnnouncedAt = Sample.Now.AddDays(-1),
            },
        ];

        var message = await house.AnswerAsync(
            "netflix",
            read => read with { Focus = Focus.Public, Filters = new(Zone: zone) },
            language
        );

        message.Sections.Count.ShouldBe(2);
        message.Sections[1].Lines.ShouldHaveSingleItem().Text.ShouldBe(until);
        message.Visibility.ShouldBe(Visibility.Internal);
    }

    [Theory]
    [InlineData("is it true that it's a business tactic at netflix?", "Denial", "Bukan akal-akalan bisnis")]
    [InlineData("apa benar netflix cuma taktik bisnis?", "Denial", "Bukan akal-akalan bisnis")]
    [InlineData("is it true that netflix must obey regulations?", "Rule", "Tidak ada diskriminasi")]
    [InlineData("apa benar NFLX harus patuh regulasi?", "Rule", "Tidak ada diskriminasi")]
    public async Task A_claim_is_met_with_what_is_on_record_and_neither_yes_nor_no(
        string words,
        string kind,
        string title
    )
    {
        using var house = Recorded();

        var message = await AskAsync(house, Focus.Statement, "id", words);

        message.Paragraphs.ShouldBe(["Netflix: ini yang tercatat tentang hal itu."]);
        var line = message.Sections.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        line.Quote!.Text.ShouldStartWith(title);
        (kind, line.Name).ShouldBeOneOf(
            ("Denial", "Bantahan (14 Mei 2019)"),
            ("Rule", "Ketentuan (tanggal tidak disebut di sumber)")
        );
        line.Text.ShouldEndWith(
            "Siti Choiriana, Director Consumer Service · parafrasa · Suara.com melalui KLIKPOSITIF"
        );
    }

    [Theory]
    [InlineData("is it true that netflix will be sold to martians?")]
    [InlineData("is it true, netflix?")]
    [InlineData("is it true that netflix signed?")]
    public async Task A_claim_that_nothing_on_record_touches_is_answered_so(string words)
    {
        using var house = Recorded();

        var message = await AskAsync(house, Focus.Statement, words: words);

        message.Paragraphs.ShouldBe(["Netflix: I have no statement on record about that."]);
        message.Sections.ShouldBeEmpty();
        var declared = await house
            .Get<TopicCatalogue>()["status"]
            .AnswerAsync(
                house.Read(words) with
                {
                    Focus = Focus.Statement,
                    Partners = [new("netflix")],
                },
                house.Visible,
                TestContext.Current.CancellationToken
            );
        declared.Actions.ShouldBe([new("timeline", "Netflix timeline", "timeline Netflix")]);
    }

    [Fact]
    public async Task The_three_that_share_most_with_a_claim_are_told_the_newest_of_equals_first()
    {
        using var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] =
        [
            .. "tariff,tariff customers,tariff,tariff customers content,tariff"
                .Split(',')
                .Select(
                    (said, at) =>
                        Sample.Milestone with
                        {
                            Id = $"m{at}",
                            Title = Sample.Text(said, $"{said} {at}"),
                            Text = null,
                        }
                ),
        ];

        var message = await AskAsync(
            house,
            Focus.Statement,
            words: "netflix: is the tariff for customers about content?"
        );

        message
            .Sections[0]
            .Lines.Select(line => line.Quote!.Text)
            .ShouldBe(["tariff customers content 3", "tariff customers 1", "tariff 0"]);
    }

    [Fact]
    public async Task Several_partners_are_each_answered_by_name_up_to_ten()
    {
        using var house = new House([
            .. Enumerable.Range(1, 12).Select(number => Sample.Of($"p{number}", $"Partner{number}")),
        ]);

        var message = await house.AnswerAsync(
            "status",
            read => read with { Focus = Focus.Date, Partners = [.. house.Partners.Select(partner => partner.Id)] }
        );

        message.Paragraphs.ShouldBe(
            Enumerable.Range(1, 10).Select(number => $"Partner{number}: no date has been promised.")
        );
        message.Notes.ShouldBe(["Here are the first 10 of the 12 partners you named."]);
        message.Actions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Focus.Date)]
    [InlineData(Focus.Access)]
    [InlineData(Focus.Reason)]
    [InlineData(Focus.Public)]
    [InlineData(Focus.Statement)]
    public async Task Every_focus_names_the_partner_first_how_old_it_is_and_that_it_is_sample_data(Focus focus)
    {
        using var house = new House(Sample.Bare("mola", "Mola") with { Sample = true })
        {
            StaleSince = Sample.Now.AddMinutes(-13),
        };

        var message = await AskAsync(house, focus, words: "mola");

        message.Text[..60].ShouldContain("Mola");
        message.Topic.ShouldBe("status");
        message.Visibility.ShouldBe(Visibility.Internal);
        message.Freshness.ShouldBe(new(Sample.Now.AddMinutes(-13), LastConfirmed: null, Stale: true));
        message.Notes.ShouldBe([
            "Nobody has confirmed these facts yet.",
            "Sample data",
            "The registry can't be reached; this is what it said at 13:52.",
        ]);
    }

    [Fact]
    public async Task With_no_partner_named_a_focus_is_on_the_one_asked_about_last()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"));
        await house.AskAsync("status hooq");

        var message = await house.AnswerAsync("status", read => read with { Focus = Focus.Date });

        message.Paragraphs.ShouldBe(["HOOQ: no date has been promised."]);
        message.Notes.ShouldBe(["About HOOQ, which you asked about last."]);
    }

    private static Partner Stuck =>
        Sample.Netflix with
        {
            Tracks = new Dictionary<Track, TrackState>
            {
                [Track.Legal] = new(TrackStatus.NoAgreement, "Waits for the regulator"),
                [Track.Business] = new(TrackStatus.Met, null),
            },
            Requirements =
            [
                Sample.Netflix.Requirements[0],
                Sample.Netflix.Requirements[7],
                Sample.Netflix.Requirements[8] with
                {
                    Status = RequirementStatus.UnderReview,
                },
                Sample.Netflix.Requirements[9] with
                {
                    Track = Track.Business,
                },
            ],
        };

    private static House Recorded()
    {
        var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] =
        [
            Sample.Milestone with
            {
                Id = "denial",
                Kind = MilestoneKind.Denial,
                Date = new(2019, 5, 14),
                Title = Sample.Text("Bukan akal-akalan bisnis", "Not a business trick"),
                Text = null,
            },
            Sample.Milestone with
            {
                Id = "rule",
                Kind = MilestoneKind.Rule,
                Title = Sample.Text("Tidak ada diskriminasi", "No discrimination"),
                Text = Sample.Text("Konten harus sesuai regulasi.", "Content must fit regulation."),
            },
            Sample.Milestone with
            {
                Id = "step",
                Kind = MilestoneKind.Step,
                Title = Sample.Text("Kontrak bisnis ditandatangani", "A business contract was signed"),
            },
            Sample.Milestone with
            {
                Id = "wrong",
                Title = Sample.Text("Dijual ke orang Mars; taktik bisnis", "Sold to martians; a business tactic"),
                SupersededBy = "denial",
            },
            Sample.Milestone with
            {
                Id = "secret",
                Visibility = Visibility.Restricted,
                Title = Sample.Text("Taktik bisnis dan regulasi", "A business tactic and regulation"),
            },
        ];
        return house;
    }

    private static Task<Message> AskAsync(House house, Focus focus, string language = "en", string words = "netflix") =>
        house.AnswerAsync(words, read => read with { Topic = "status", Focus = focus, Track = null }, language);
}
