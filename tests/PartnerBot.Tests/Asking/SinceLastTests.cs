using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Asking;

/// <summary>What who asks for a status again is told besides.</summary>
public sealed class SinceLastTests
{
    [Fact]
    public async Task Where_nothing_has_changed_it_says_so_and_since_when()
    {
        using var house = new House(Sample.Netflix);

        (await NotesAsync(house, "status netflix")).ShouldBeEmpty();
        (await NotesAsync(house, "status netflix")).ShouldBe([
            "Nothing has changed since you last asked (today at 14:05 WIB).",
        ]);
        house.Time.Advance(TimeSpan.FromHours(20));
        (await NotesAsync(house, "netflix?")).ShouldBe([
            "Nothing has changed since you last asked (yesterday at 14:05 WIB).",
        ]);
        house.Time.Advance(TimeSpan.FromDays(6));
        (await NotesAsync(house, "status netflix", "id")).ShouldBe([
            "Tidak ada yang berubah sejak terakhir Anda bertanya (6 hari lalu pukul 10.05 WIB).",
        ]);
    }

    [Theory]
    [InlineData(
        "en",
        "Since you last asked (today at 14:05 WIB): Stage: negotiating → agreed; Access: closed by us → open; "
            + "Access with other operators: open → not recorded; Legal: no agreement yet → met; "
            + "Requirement 8: not met → under review; Requirement 13: not recorded → not met; "
            + "requirements no longer on the checklist: 1; Date: none promised → 31 December 2026; "
            + "promise kept: the public will be told once it is decided; new promise: More soon; "
            + "latest milestone is now: Signed."
    )]
    [InlineData(
        "id",
        "Sejak terakhir Anda bertanya (hari ini pukul 14.05 WIB): Tahap: dalam negosiasi → sudah sepakat; Akses: kami tutup → terbuka; "
            + "Akses di operator lain: terbuka → tidak tercatat; Legal: belum ada titik temu → terpenuhi; "
            + "Syarat 8: belum terpenuhi → sedang ditinjau; Syarat 13: tidak tercatat → belum terpenuhi; "
            + "syarat yang tidak ada lagi dalam daftar: 1; Tanggal: belum ada yang dijanjikan → 31 Desember 2026; "
            + "janji ditepati: publik akan diberi tahu setelah diputuskan; janji baru: Segera; "
            + "perkembangan terakhir kini: Ditandatangani."
    )]
    public async Task What_has_changed_is_told_in_its_order(string language, string note)
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix");
        var promise = Sample.Netflix.Commitments[0];
        house.Partners[0] = Sample.Netflix with
        {
            Stage = Stage.Agreed,
            Access = [new(Network.Own, AccessState.Open, By: null, new(2026, null, null))],
            Tracks = Sample.Tracks(TrackStatus.Met, TrackStatus.NoAgreement, TrackStatus.NoAgreement),
            Requirements =
            [
                .. Sample.Netflix.Requirements.Take(7),
                Sample.Netflix.Requirements[7] with
                {
                    Status = RequirementStatus.UnderReview,
                },
                .. Sample.Netflix.Requirements.Skip(8).SkipLast(1),
                Sample.Netflix.Requirements[11] with
                {
                    Id = "r13",
                    Title = Sample.Text("Syarat 13", "Requirement 13"),
                },
            ],
            TargetDate = new(2026, 12, 31),
            Commitments =
            [
                promise with
                {
                    Status = CommitmentStatus.Fulfilled,
                },
                promise with
                {
                    Id = "c2",
                    Text = Sample.Text("Segera.", "More soon."),
                },
            ],
            LatestMilestone = Sample.Milestone with { Id = "m2", Title = Sample.Text("Ditandatangani.", "Signed.") },
        };

        (await NotesAsync(house, "status netflix", language)).ShouldBe([note]);
        (await NotesAsync(house, "status netflix", "en")).ShouldBe([
            "Nothing has changed since you last asked (today at 14:05 WIB).",
        ]);
    }

    [Fact]
    public async Task What_is_gone_is_told_and_many_changes_are_counted()
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix");
        house.Partners[0] = Sample.Netflix with
        {
            Requirements =
            [
                .. Sample.Netflix.Requirements.Select(each => each with { Status = RequirementStatus.UnderReview }),
            ],
            Commitments = [],
            LatestMilestone = null,
        };

        var note = (await NotesAsync(house, "status netflix")).ShouldHaveSingleItem();

        note.ShouldStartWith(
            "Since you last asked (today at 14:05 WIB): Requirement 1: met → under review; Requirement 2: met → under review; "
        );
        note.ShouldEndWith("Requirement 12: not met → under review; and 2 more changes.");
        house.Partners[0] = Sample.Netflix;
        await house.AskAsync("status netflix");
        house.Partners[0] = Sample.Netflix with { Commitments = [], LatestMilestone = null };
        (await NotesAsync(house, "status netflix")).ShouldBe([
            "Since you last asked (today at 14:05 WIB): promises no longer on record: 1; the milestone of then is no longer on record.",
        ]);
    }

    [Fact]
    public async Task It_is_each_askers_own_status_of_the_partner_whatever_else_was_asked_between()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"));
        await house.AskAsync("status netflix");
        house.Time.Advance(TimeSpan.FromMinutes(10));
        await house.AskAsync("status hooq");
        await house.AnswerAsync("netflix", read => read with { Focus = Focus.Date });

        (await house.AskAsync("status netflix", asker: "budi")).Message.Notes.ShouldBeEmpty();
        var elsewhere = await house.AskAsync("status netflix", conversation: "C7");
        elsewhere.Message.Notes.ShouldBe(["Nothing has changed since you last asked (today at 14:05 WIB)."]);
    }

    [Fact]
    public async Task A_focused_question_is_not_told_what_has_changed()
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix");

        (await house.AnswerAsync("netflix", read => read with { Focus = Focus.Date })).Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_partners_each_note_names_its_own()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"), Sample.Of("mola", "Mola"));
        await house.AskAsync("status netflix and hooq");
        house.Partners[1] = house.Partners[1] with { Stage = Stage.Live };

        (await NotesAsync(house, "status netflix, hooq, mola")).ShouldBe([
            "HOOQ, since you last asked (today at 14:05 WIB): Stage: negotiating → live.",
            "Netflix: nothing has changed since you last asked (today at 14:05 WIB).",
        ]);
    }

    [Fact]
    public async Task Several_partners_of_which_nothing_has_changed_since_the_same_moment_share_a_line()
    {
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"), Sample.Of("mola", "Mola"));
        await house.AskAsync("status mola");
        house.Time.Advance(TimeSpan.FromMinutes(1));
        await house.AskAsync("status netflix, hooq");

        (await NotesAsync(house, "status mola, netflix, hooq")).ShouldBe([
            "Mola: nothing has changed since you last asked (today at 14:05 WIB).",
            "Netflix, HOOQ: nothing has changed since you last asked (today at 14:06 WIB).",
        ]);
    }

    [Fact]
    public async Task Only_what_the_asker_may_see_is_compared()
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix");
        var promise = Sample.Netflix.Commitments[0];
        house.Partners[0] = Sample.Netflix with
        {
            Commitments = [promise, promise with { Id = "c2", Visibility = Visibility.Restricted }],
        };

        (await NotesAsync(house, "status netflix")).ShouldBe([
            "Nothing has changed since you last asked (today at 14:05 WIB).",
        ]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("{\"stage\":\"Paused\"}")]
    public async Task Facts_that_another_version_wrote_are_as_if_never_told(string facts)
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix");
        await using (var db = await house.DatabaseAsync())
        {
            await db.Told.ExecuteUpdateAsync(
                row => row.SetProperty(told => told.Facts, facts),
                TestContext.Current.CancellationToken
            );
        }

        house.Time.Advance(TimeSpan.FromSeconds(5)); // for so long it needs no database
        (await NotesAsync(house, "status netflix")).ShouldBeEmpty();
        (await NotesAsync(house, "status netflix")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_kept_are_ids_and_values_without_a_text()
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix");

        await using var db = await house.DatabaseAsync();
        var row = await db.Told.SingleAsync(TestContext.Current.CancellationToken);

        row.Facts!.Replace(
                "\"r1\":\"Met\",\"r2\":\"Met\",\"r3\":\"Met\",\"r4\":\"Met\",\"r5\":\"Met\",",
                "",
                StringComparison.Ordinal
            )
            .ShouldBe(
                "{\"stage\":\"Negotiating\",\"access\":{\"Own\":{\"state\":\"Closed\",\"by\":\"Us\"},\"Others\":{\"state\":\"Open\",\"by\":null}},"
                    + "\"tracks\":{\"Legal\":\"NoAgreement\",\"Business\":\"NoAgreement\",\"Technical\":\"NoAgreement\"},"
                    + "\"requirements\":{\"r6\":\"Met\",\"r7\":\"Met\",\"r8\":\"Unmet\",\"r9\":\"Unmet\",\"r10\":\"Unmet\",\"r11\":\"Unmet\",\"r12\":\"Unmet\"},"
                    + "\"targetDate\":null,\"milestone\":\"m1\",\"promises\":[\"c1\"]}"
            );
    }

    [Fact]
    public async Task With_no_partner_named_only_one_of_this_conversation_and_half_day_is_meant()
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("status netflix", conversation: "C1");

        (await TitleAsync(null)).ShouldBeNull();
        (await TitleAsync("C2")).ShouldBeNull();
        (await TitleAsync("C1")).ShouldBe("Netflix");
        house.Time.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        (await TitleAsync("C1")).ShouldBeNull();

        async Task<string?> TitleAsync(string? conversation) =>
            (await house.AskAsync("status", conversation: conversation)).Message.Headline?.Title;
    }

    private static async Task<IReadOnlyList<string>> NotesAsync(House house, string words, string language = "en") =>
        (await house.AskAsync(words, language)).Message.Notes;
}
