using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Focuses;

public sealed class ReasonFocusTests
{
    [Fact]
    public async Task Why_names_each_track_not_met_with_its_note_and_its_open_requirements()
    {
        using var house = new House(Stuck);

        var message = await AskAsync(house);

        message.Paragraphs.ShouldBe(["Netflix: negotiating. Not met yet: Legal, Technical."]);
        var section = message.Sections.ShouldHaveSingleItem();
        section.Title.ShouldBe("Netflix: what is open");
        section
            .Lines.Select(line => $"{line.Name}: {line.Text}")
            .ShouldBe([
                "Legal: no agreement yet · Waits for the regulator · open requirements: Requirement 8 (not met); Requirement 9 (under review)",
                "Technical: not recorded",
            ]);
        message.Text.ShouldBe(
            "Netflix: negotiating. Not met yet: Legal, Technical. Netflix: what is open: "
                + "Legal: no agreement yet · Waits for the regulator · open requirements: Requirement 8 (not met); Requirement 9 (under review). "
                + "Technical: not recorded. "
                + "Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Try: requirements Netflix."
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

        (await AskAsync(house, language)).Paragraphs.ShouldBe([says]);
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
        (await AskAsync(house, words: "mola")).Paragraphs.ShouldBe([
            "Mola: nothing is on record about any track. Stage: prospect.",
        ]);
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

    private static Task<Message> AskAsync(House house, string language = "en", string words = "netflix") =>
        house.AnswerAsync(words, read => read with { Topic = "status", Focus = Focus.Reason, Track = null }, language);
}
