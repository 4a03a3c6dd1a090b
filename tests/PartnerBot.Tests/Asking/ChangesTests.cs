using System.Text.Json;
using PartnerBot.Asking;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class ChangesTests
{
    private static readonly Partner Netflix = Sample.Netflix with
    {
        Requirements =
        [
            new(
                "licence",
                Track.Technical,
                Sample.Text(id: "Izin", en: "Licence"),
                RequirementOrigin.Law,
                RequirementStatus.Met,
                Note: null
            ),
        ],
    };

    private static readonly Partner Hooq = Sample.Of("hooq", "HOOQ");

    [Fact]
    public async Task Changes_are_one_line_each_newest_first_with_the_milestone_they_came_with()
    {
        using var house = Of(
            Change(1, ChangeKind.Stage, null, "evaluating", "negotiating") with
            {
                Partner = new("hooq"),
                At = Sample.Now.AddDays(-2),
            },
            Change(2, ChangeKind.Track, "legal", "no-agreement", "met") with
            {
                Milestone = "m1",
            }
        );

        (await house.SayAsync("changes", width: 300)).ShouldBe(
            """
            Changes · Last 7 days, since 17 November 2026 · 2 in all
            Newest first
              Netflix: Legal is now met (was: no agreement yet) · 14:05 WIB on 24 November 2026 · Talks are intensive; no meeting point has been found yet · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF
              HOOQ: Stage is now negotiating (was: being evaluated) · 14:05 WIB on 22 November 2026
            Internal, do not forward · as of 14:05 WIB
            """
        );
    }

    [Fact]
    public async Task Changes_in_Indonesian_of_one_partner()
    {
        using var house = Of(
            Change(1, ChangeKind.Stage, null, "evaluating", "negotiating") with
            {
                Partner = new("hooq"),
            },
            Change(2, ChangeKind.Track, "legal", "no-agreement", "met")
        );

        (await house.SayAsync("perubahan netflix")).ShouldBe(
            """
            Perubahan Netflix · 7 hari terakhir, sejak 17 November 2026 · 1 seluruhnya
            Terbaru lebih dulu
              Netflix: Legal kini terpenuhi (sebelumnya: belum ada titik temu) · 14.05 WIB tanggal 24 November 2026
            Internal, jangan diteruskan · per pukul 14.05 WIB
            """
        );
    }

    [Theory]
    [InlineData("created", null, "null", "\"Netflix\"", "Added to the partner registry")]
    [InlineData("stage", null, "\"negotiating\"", "\"agreed\"", "Stage is now agreed (was: negotiating)")]
    [InlineData(
        "access",
        "own",
        """{"state":"closed","by":"us","since":null}""",
        """{"state":"open","by":null,"since":"2026-11"}""",
        "Access on our network is now open since November 2026 (was: closed by us)"
    )]
    [InlineData(
        "access",
        "others",
        "null",
        """{"state":"open"}""",
        "Access at other operators is now open (was: not recorded)"
    )]
    [InlineData(
        "track",
        "business",
        "\"not-started\"",
        "\"in-discussion\"",
        "Business is now in discussion (was: not started)"
    )]
    [InlineData("track", "legal", "\"met\"", "\"no-agreement\"", "Legal now: no agreement yet (was: met)")]
    [InlineData("track", "legal", "7", "\"no-agreement\"", "Legal now: no agreement yet")]
    [InlineData("access", "own", """{"state":"open"}""", "null", "Access on our network now: not recorded (was: open)")]
    [InlineData("requirement", "licence", "\"unmet\"", "\"met\"", "Requirement \"Licence\" is now met (was: not met)")]
    [InlineData("requirement", "gone", "\"unmet\"", "\"met\"", "A requirement is now met (was: not met)")]
    [InlineData(
        "target-date",
        null,
        "null",
        "\"2026-12-31\"",
        "Target date is now 31 December 2026 (was: none promised)"
    )]
    [InlineData(
        "target-date",
        null,
        "\"2026-12-31\"",
        "null",
        "Target date now: none promised (was: 31 December 2026)"
    )]
    [InlineData(
        "commitment",
        "c1",
        "null",
        """{"id":"c1","status":"open"}""",
        "Promised: the public will be told once it is decided"
    )]
    [InlineData(
        "commitment",
        "c1",
        """{"status":"open"}""",
        """{"status":"fulfilled"}""",
        "Promise kept: the public will be told once it is decided"
    )]
    // Shapes that this version doesn't know.
    [InlineData("stage", null, "\"negotiating\"", "\"dreaming\"", "Stage changed")]
    [InlineData("stage", null, "7", "\"agreed\"", "Stage is now agreed")]
    [InlineData("track", "moral", "1", "{}", "A track changed")]
    [InlineData("access", "own", "\"closed\"", "[\"open\"]", "Access on our network changed")]
    [InlineData("access", null, "null", """{"state":"ajar"}""", "Access changed")]
    [InlineData("target-date", null, "null", "\"soon\"", "Target date changed")]
    public async Task Each_kind_is_said_in_words(string kind, string? field, string before, string after, string said)
    {
        using var house = Of(
            Change(1, Kind(kind), field, before: null, after: null) with
            {
                Before = JsonElement.Parse(before),
                After = JsonElement.Parse(after),
            }
        );

        (await LinesAsync(house, "changes")).ShouldBe([$"{said} · 14:05 WIB on 24 November 2026"]);
    }

    [Fact]
    public async Task Milestones_their_corrections_and_announcements_come_with_their_words()
    {
        var right = Sample.Milestone with { Id = "m2", Title = Sample.Text(id: "Benar", en: "Right") };
        using var house = Of(
            Change(1, ChangeKind.Milestone, null, null, null) with
            {
                Milestone = "m1",
            },
            Change(2, ChangeKind.Correction, null, null, null) with
            {
                Milestone = "m2",
            },
            Change(3, ChangeKind.Announcement, null, null, "2026-11-25T01:00:00Z") with
            {
                Milestone = "m2",
            }
        );
        house.Milestones[Netflix.Id] =
        [
            right,
            Sample.Milestone with
            {
                Title = Sample.Text(id: "Salah", en: "Wrong"),
                SupersededBy = "m2",
            },
        ];

        const string who = "Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF";
        (await LinesAsync(house, "changes")).ShouldBe([
            $"A milestone is public from 08:00 WIB on 25 November 2026 on · 14:05 WIB on 24 November 2026 · Right · {who}",
            $"A milestone was corrected (was: Wrong) · 14:05 WIB on 24 November 2026 · Right · {who}",
            $"New milestone · 14:05 WIB on 24 November 2026 · superseded · Wrong · {who}",
        ]);
    }

    [Theory]
    [InlineData(ChangeKind.Milestone)]
    [InlineData(ChangeKind.Correction)]
    [InlineData(ChangeKind.Announcement)]
    public async Task A_milestone_that_may_not_be_seen_is_not_told_of(ChangeKind kind)
    {
        using var house = Of(Change(1, kind, null, "secret", "secret") with { Milestone = "m1" });
        house.Milestones[Netflix.Id] = [Sample.Milestone with { Visibility = Visibility.Restricted }];

        (await house.SayAsync("changes")).ShouldBe(
            """
            Nothing has changed (last 7 days, since 17 November 2026).
            as of 14:05 WIB
            """
        );
    }

    [Fact]
    public async Task A_change_that_came_with_a_milestone_that_may_not_be_seen_is_told_without_it()
    {
        using var house = Of(Change(1, ChangeKind.Track, "legal", "no-agreement", "met") with { Milestone = "m1" });
        house.Milestones[Netflix.Id] = [Sample.Milestone with { Visibility = Visibility.Restricted }];

        (await LinesAsync(house, "changes")).ShouldBe([
            "Legal is now met (was: no agreement yet) · 14:05 WIB on 24 November 2026",
        ]);
    }

    [Theory]
    [InlineData(Visibility.Restricted, false, false)]
    [InlineData(Visibility.Restricted, true, true)]
    [InlineData(Visibility.Internal, false, true)]
    public async Task A_promise_is_told_of_where_it_may_be_seen(Visibility visibility, bool announced, bool told)
    {
        using var house = Of(Change(1, ChangeKind.Commitment, "c1", null, "{}"));
        house.Partners[0] = Netflix with
        {
            Commitments =
            [
                Netflix.Commitments[0] with
                {
                    Visibility = visibility,
                    AnnouncedAt = announced ? Sample.Now : null,
                },
            ],
        };

        (await LinesAsync(house, "changes")).Count.ShouldBe(told ? 1 : 0);
    }

    [Fact]
    public async Task Nothing_of_a_restricted_partner_is_told()
    {
        using var house = Of(Change(1, ChangeKind.Stage, null, "negotiating", "agreed"));
        house.Partners[0] = Netflix with { Visibility = Visibility.Restricted };

        (await LinesAsync(house, "changes")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ChangeKind.Details)]
    [InlineData(ChangeKind.Confirmation)]
    [InlineData(ChangeKind.Programme)]
    [InlineData(ChangeKind.Other)]
    public async Task What_is_for_directories_is_not_told(ChangeKind kind)
    {
        using var house = Of(Change(1, kind, "owner", "a", "b"));

        (await LinesAsync(house, "changes")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("changes legal", "Legal is now met (was: no agreement yet)")]
    [InlineData("changes technical", "Requirement \"Licence\" is now met (was: not met)")]
    public async Task One_track_alone_is_told_where_it_is_named(string asked, string said)
    {
        using var house = Of(
            Change(1, ChangeKind.Stage, null, "evaluating", "negotiating"),
            Change(2, ChangeKind.Track, "legal", "no-agreement", "met"),
            Change(3, ChangeKind.Requirement, "licence", "unmet", "met")
        );

        (await LinesAsync(house, asked)).ShouldBe([$"{said} · 14:05 WIB on 24 November 2026"]);
    }

    [Fact]
    public async Task A_week_begins_with_a_day_and_a_period_that_was_said_is_kept_to()
    {
        var early = new DateTimeOffset(2026, 11, 17, 0, 0, 0, TimeSpan.FromHours(7));
        using var house = Of(
            Change(1, ChangeKind.Stage, null, "prospect", "evaluating") with
            {
                At = early.AddTicks(-1),
            },
            Change(2, ChangeKind.Stage, null, "evaluating", "negotiating") with
            {
                At = early,
            }
        );

        (await LinesAsync(house, "changes")).ShouldBe([
            "Stage is now negotiating (was: being evaluated) · 00:00 WIB on 17 November 2026",
        ]);
        var before = await house.AnswerAsync("changes", new(Period: new(early.AddDays(-1), early)));
        before.Headline!.Context.ShouldBe("On 16 November 2026");
        before
            .Sections[0]
            .Lines[0]
            .Text.ShouldBe("Stage is now being evaluated (was: prospect) · 23:59 WIB on 16 November 2026");
    }

    [Fact]
    public async Task Times_are_in_the_zone_of_who_asks_or_the_one_they_name()
    {
        using var house = Of(Change(1, ChangeKind.Stage, null, "negotiating", "agreed"));

        var answer = await house
            .Get<Answerer>()
            .AnswerAsync(
                new(
                    new Asker("local", "test", "dewi"),
                    Conversation: null,
                    "changes",
                    Language: null,
                    TimeZoneInfo.FindSystemTimeZoneById("Asia/Jayapura")
                ),
                TestContext.Current.CancellationToken
            );

        answer.Message.Sections[0].Lines[0].Text.ShouldEndWith(" · 16:05 WIT on 24 November 2026");
        (await house.AnswerAsync("changes", new(Zone: "Asia/Makassar")))
            .Sections[0]
            .Lines[0]
            .Text.ShouldEndWith(" · 15:05 WITA on 24 November 2026");
    }

    [Fact]
    public async Task Ten_come_at_a_time_however_many_are_not_told()
    {
        using var house = Of([
            .. Enumerable
                .Range(1, 500)
                .Select(number =>
                    number % 40 == 0
                        ? Change(number, ChangeKind.Stage, null, "evaluating", "negotiating")
                        : Change(number, ChangeKind.Details, "owner", "a", "b")
                ),
        ]);

        var first = (await house.AskAsync("changes")).Message;
        var second = await house.AnswerAsync("changes", new(Page: "2"));

        first.Headline!.State.ShouldBe("1 to 10");
        first.Sections[0].Lines.Count.ShouldBe(10);
        first.Actions.ShouldBe([new("changes", "More", "changes page 2")]);
        (await house.AskAsync("perubahan netflix")).Message.Actions[0].Ask.ShouldBe("perubahan Netflix halaman 2");
        second.Headline!.State.ShouldBe("11 to 12 of 12");
        second.NextPage.ShouldBeNull();
        second.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_says_where_it_stopped_looking()
    {
        using var house = Of([
            .. Enumerable.Range(1, 1100).Select(number => Change(number, ChangeKind.Details, "owner", "a", "b")),
        ]);

        (await house.SayAsync("changes")).ShouldBe(
            """
            I didn't look any further back. Name a partner or a shorter time to see more.
            as of 14:05 WIB
            """
        );
    }

    [Fact]
    public async Task What_was_found_before_it_stopped_looking_is_told()
    {
        using var house = Of([
            .. Enumerable.Range(1, 1100).Select(number => Change(number, ChangeKind.Details, "owner", "a", "b")),
            Change(1101, ChangeKind.Stage, null, "evaluating", "negotiating"),
        ]);

        var message = (await house.AskAsync("changes")).Message;

        message.Headline!.State.ShouldBe("1 to 1");
        message.Notes.ShouldBe(["I didn't look any further back. Name a partner or a shorter time to see more."]);
    }

    [Fact]
    public async Task Several_partners_are_told_of_in_one_order()
    {
        using var house = Of(
            Change(1, ChangeKind.Stage, null, "prospect", "evaluating"),
            Change(2, ChangeKind.Stage, null, "prospect", "evaluating") with
            {
                Partner = new("hooq"),
            },
            Change(3, ChangeKind.Stage, null, "evaluating", "negotiating"),
            Change(4, ChangeKind.Stage, null, "prospect", "evaluating") with
            {
                Partner = new("iflix"),
            }
        );
        house.Partners.Add(Sample.Of("iflix", "iflix"));

        var message = (await house.AskAsync("changes hooq netflix")).Message;

        message.Headline!.Title.ShouldBe("Changes of HOOQ, Netflix");
        message.Sections[0].Lines.Select(line => line.Name).ShouldBe(["Netflix", "HOOQ", "Netflix"]);
    }

    [Fact]
    public async Task It_may_be_passed_on_as_far_as_the_least_public_thing_shown()
    {
        using var house = Of(Change(1, ChangeKind.Stage, null, "negotiating", "agreed"));
        house.Partners[0] = Netflix with { Visibility = Visibility.Public, Sample = true };

        var open = (await house.AskAsync("changes")).Message;
        house.Changes!.Add(Change(2, ChangeKind.Milestone, null, null, null) with { Milestone = "m1" });
        var withMilestone = (await house.AskAsync("changes")).Message;

        open.Visibility.ShouldBe(Visibility.Public);
        open.Notes.ShouldBe(["Sample data"]);
        withMilestone.Visibility.ShouldBe(Visibility.Internal);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_not_answered_with_everybodys_changes()
    {
        using var house = Of(Change(1, ChangeKind.Stage, null, "negotiating", "agreed"));

        (await house.AskAsync("changes blokbuster")).Message.Paragraphs.ShouldBe([
            "I know no partner called \"blokbuster\". Try `list`, or check the spelling.",
        ]);
    }

    [Fact]
    public async Task A_registry_without_a_feed_is_said_kindly()
    {
        using var house = new House(Netflix) { Changes = null };

        (await house.SayAsync("changes", width: 200)).ShouldBe(
            """
            The partner registry keeps no list of changes, so I can't say what changed. A partner's timeline shows what is on record of it.
            Try: timeline netflix
            """
        );
    }

    [Fact]
    public async Task A_registry_out_of_reach_is_not_nothing_changed()
    {
        using var house = Of(Change(1, ChangeKind.Stage, null, "negotiating", "agreed"));
        house.Down = true;

        await Should.ThrowAsync<RegistryUnavailableException>(() => house.AskAsync("changes"));
    }

    private static House Of(params Change[] changes) => new(Netflix, Hooq) { Changes = [.. changes] };

    private static Change Change(long sequence, ChangeKind kind, string? field, string? before, string? after) =>
        new(sequence, Sample.Now, "ed", Netflix.Id, kind, field, Json(before), Json(after), Milestone: null);

    private static JsonElement? Json(string? text) =>
        text is null ? null : JsonElement.Parse(JsonSerializer.Serialize(text));

    private static ChangeKind Kind(string word) =>
        Enum.Parse<ChangeKind>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static async Task<List<string>> LinesAsync(House house, string asked) =>
        [
            .. (await house.AskAsync(asked))
                .Message.Sections.SelectMany(section => section.Lines)
                .Select(line => line.Text),
        ];
}
