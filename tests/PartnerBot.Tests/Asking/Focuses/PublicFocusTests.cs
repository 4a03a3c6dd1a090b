using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Focuses;

public sealed class PublicFocusTests
{
    [Theory]
    [InlineData("en", "Nothing about Netflix may be passed on yet: everything on record is internal.")]
    [InlineData("id", "Belum ada tentang Netflix yang boleh disampaikan: semua yang tercatat bersifat internal.")]
    public async Task Where_nothing_is_public_nothing_may_be_passed_on(string language, string says)
    {
        using var house = new House(Sample.Netflix);

        var message = await AskAsync(house, language);

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

        var message = await AskAsync(house);

        message.Paragraphs.ShouldBe(["Netflix: this much may be passed on. Please treat everything else as internal."]);
        var line = message.Sections.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        line.Name.ShouldBe("Decision (24 November 2026)");
        line.Text.ShouldBe(
            "Decided. Hopefully soon. · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF"
        );
        line.Quote!.Text.ShouldBe("Decided. Hopefully soon.");
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

        var message = await AskAsync(house);

        message
            .Sections.ShouldHaveSingleItem()
            .Lines.Select(line => $"{line.Name}: {line.Text}")
            .ShouldBe([
                "Stage: negotiating (no agreement yet)",
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
    [InlineData(10, "Netflix: this much may be passed on. Please treat everything else as internal.")]
    [InlineData(
        12,
        "Netflix: this much may be passed on, with the 10 newest public milestones and without 2 older ones, which the timeline has. "
            + "Please treat everything else as internal."
    )]
    public async Task The_ten_newest_public_milestones_are_told(int many, string says)
    {
        using var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] =
        [
            .. Enumerable
                .Range(1, many)
                .Select(number =>
                    Sample.Milestone with
                    {
                        Id = $"m{number}",
                        Visibility = Visibility.Public,
                        Date = new(2026, 1, number),
                    }
                ),
        ];

        var message = await AskAsync(house);

        message.Paragraphs.ShouldBe([says]);
        message
            .Sections.ShouldHaveSingleItem()
            .Lines.Select(line => line.Name)
            .ShouldBe(Enumerable.Range(1, 10).Select(number => $"Statement ({number} January 2026)"));
    }

    private static Task<Message> AskAsync(House house, string language = "en", string words = "netflix") =>
        house.AnswerAsync(words, read => read with { Topic = "status", Focus = Focus.Public, Track = null }, language);
}
