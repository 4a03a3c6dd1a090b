using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Focuses;

public sealed class FocusedStatusTests
{
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
            "The registry can't be reached; this is what it said at 13:52.",
            "Nobody has confirmed these facts yet.",
            "Sample data",
        ]);
    }

    [Theory]
    [InlineData("en", "Viu: nobody has confirmed these facts yet.")]
    [InlineData("id", "Viu: fakta ini belum pernah dikonfirmasi.")]
    public async Task Of_several_it_says_whose_facts_nobody_has_confirmed(string language, string note)
    {
        using var house = new House(Sample.Netflix, Sample.Bare("viu", "Viu"));

        (await house.AskAsync("status netflix, viu", language)).Message.Notes.ShouldBe([note]);
        (await house.AnswerAsync("netflix, viu", read => read with { Focus = Focus.Access }, language)).Notes.ShouldBe([
            note,
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

    private static Task<Message> AskAsync(House house, Focus focus, string language = "en", string words = "netflix") =>
        house.AnswerAsync(words, read => read with { Topic = "status", Focus = focus, Track = null }, language);
}
