using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Focuses;

public sealed class DateFocusTests
{
    [Theory]
    [InlineData(
        "en",
        "Netflix: no date has been promised. What has been promised: the public will be told once it is decided. "
            + "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Try: subscribe Netflix · status Netflix."
    )]
    [InlineData(
        "id",
        "Netflix: belum ada tanggal yang dijanjikan. Yang sudah dijanjikan: publik akan diberi tahu setelah diputuskan. "
            + "Internal, jangan diteruskan. Per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu. Coba: ikuti Netflix · status Netflix."
    )]
    public async Task When_says_that_no_date_is_promised_and_what_is(string language, string text)
    {
        using var house = new House(Sample.Netflix);

        var message = await AskAsync(house, language);

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

        (await AskAsync(house)).Paragraphs.ShouldBe(["Netflix: the date promised is 31 December 2026."]);
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

        var message = await AskAsync(house);

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
        (await AskAsync(house)).Actions.ShouldBe(
            declared.Where(action => house.Get<TopicCatalogue>().Contains(action.Topic))
        );
    }

    private static Task<Message> AskAsync(House house, string language = "en", string words = "netflix") =>
        house.AnswerAsync(words, read => read with { Topic = "status", Focus = Focus.Date, Track = null }, language);
}
