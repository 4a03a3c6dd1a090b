using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Focuses;

public sealed class StatementFocusTests
{
    [Theory]
    [InlineData(
        "is it true that it's a business tactic at netflix?",
        "Bantahan (14 Mei 2019)",
        "Bukan akal-akalan bisnis"
    )]
    [InlineData("apa benar netflix cuma taktik bisnis?", "Bantahan (14 Mei 2019)", "Bukan akal-akalan bisnis")]
    [InlineData(
        "is it true that netflix must obey regulations?",
        "Aturan (tanggal tidak disebut di sumber)",
        "Tidak ada diskriminasi"
    )]
    [InlineData(
        "apa benar NFLX harus patuh regulasi?",
        "Aturan (tanggal tidak disebut di sumber)",
        "Tidak ada diskriminasi"
    )]
    public async Task A_claim_is_met_with_what_is_on_record_and_neither_yes_nor_no(
        string words,
        string label,
        string title
    )
    {
        using var house = Recorded();

        var message = await AskAsync(house, "id", words);

        message.Paragraphs.ShouldBe(["Netflix: ini yang tercatat tentang hal itu."]);
        var line = message.Sections.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        line.Quote!.Text.ShouldStartWith(title);
        line.Name.ShouldBe(label);
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

        var message = await AskAsync(house, words: words);

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

        var message = await AskAsync(house, words: "netflix: is the tariff for customers about content?");

        message
            .Sections[0]
            .Lines.Select(line => line.Quote!.Text)
            .ShouldBe(["tariff customers content 3", "tariff customers 1", "tariff 0"]);
    }

    [Fact]
    public async Task What_a_text_only_mentions_is_left_out_where_a_title_says_it()
    {
        using var house = new House(Sample.Netflix);
        var rule = Sample.Milestone with
        {
            Id = "rule",
            Kind = MilestoneKind.Rule,
            Title = Sample.Text("Tidak ada perlakuan khusus", "No special treatment"),
            Text = Sample.Text("Mitra lain membahas hal bisnis.", "The others discussed business too."),
        };
        house.Milestones[new("netflix")] =
        [
            rule,
            Sample.Milestone with
            {
                Id = "denial",
                Kind = MilestoneKind.Denial,
                Title = Sample.Text("Bukan akal-akalan bisnis", "Not a business trick"),
                Text = null,
            },
        ];

        (await SaidAsync(house, "netflix: is it business?")).ShouldBe(["Not a business trick"]);
        house.Milestones[new("netflix")] = [rule];
        (await SaidAsync(house, "netflix: is it business?")).ShouldBe([
            "No special treatment. The others discussed business too.",
        ]);
    }

    [Theory]
    [InlineData("what did siti say about netflix?")]
    [InlineData("apa kata Bu Siti soal netflix?")]
    public async Task Who_said_it_is_found_too(string words)
    {
        using var house = new House(Sample.Netflix);
        house.Milestones[new("netflix")] =
        [
            Sample.Milestone with
            {
                Id = "other",
                Spokesperson = new("Arif Prabowo", "VP Corporate Communication"),
            },
            Sample.Milestone with
            {
                Id = "hers",
                Title = Sample.Text("Segera", "Soon"),
                Text = null,
            },
        ];

        (await SaidAsync(house, words)).ShouldBe(["Soon"]);
    }

    private static async Task<IEnumerable<string>> SaidAsync(House house, string words)
    {
        var section = (await AskAsync(house, words: words)).Sections.ShouldHaveSingleItem();
        section.Title.ShouldBe("Netflix: what was said");
        return section.Lines.Select(line => line.Quote!.Text);
    }

    [Fact]
    public async Task Of_a_registry_that_lists_no_milestones_the_latest_is_on_record()
    {
        using var house = new House(Sample.Netflix) { WithoutMilestones = true };

        var message = await AskAsync(house, words: "is it true that talks with netflix are intensive?");

        message
            .Sections.ShouldHaveSingleItem()
            .Lines.ShouldHaveSingleItem()
            .Quote!.Text.ShouldStartWith("Talks are intensive");
    }

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

    private static Task<Message> AskAsync(House house, string language = "en", string words = "netflix") =>
        house.AnswerAsync(
            words,
            read => read with { Topic = "status", Focus = Focus.Statement, Track = null },
            language
        );
}
