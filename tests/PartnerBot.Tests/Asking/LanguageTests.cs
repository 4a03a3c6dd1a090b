using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Asking;

public sealed class LanguageTests
{
    [Fact]
    public async Task A_language_chosen_is_answered_in_from_then_on()
    {
        using var house = new House(Sample.Netflix);

        var chosen = await ChooseAsync(house, "id");

        chosen.Language.ShouldBe("id");
        chosen.Text.ShouldBe("Mulai sekarang saya menjawab dalam bahasa Indonesia. Coba: bahasa english.");
        chosen.Actions.ShouldBe([new("language", "English", "bahasa english")]);
        (await house.AskAsync("how far are we with netflix?")).Message.Language.ShouldBe("id");
        (await house.AskAsync("how far are we with netflix?", "en")).Message.Language.ShouldBe("en");
        (await house.AskAsync("how far are we with netflix?", asker: "budi")).Message.Language.ShouldBe("en");

        (await ChooseAsync(house, "en")).Paragraphs.ShouldBe(["From now on I answer in English."]);
        (await house.AskAsync("udah sampai mana netflix?")).Message.Language.ShouldBe("en");
    }

    [Theory]
    [InlineData(
        "en",
        "I am answering in English. Which language would you like?",
        "language english",
        "language indonesian"
    )]
    [InlineData(
        "id",
        "Saya menjawab dalam bahasa Indonesia. Bahasa mana yang Anda inginkan?",
        "bahasa english",
        "bahasa indonesian"
    )]
    public async Task With_no_language_named_it_says_which_it_is_and_offers_each(
        string language,
        string says,
        params string[] asks
    )
    {
        using var house = new House();

        var message = await house.AnswerAsync("language", read => read with { Subject = null }, language);

        message.Paragraphs.ShouldBe([says]);
        message.Actions.Select(action => action.Label).ShouldBe(["English", "Bahasa Indonesia"]);
        message.Actions.Select(action => action.Ask).ShouldBe(asks);
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_told_with_those_there_are()
    {
        using var house = new House(Sample.Netflix);

        var message = await house.AnswerAsync("language", read => read with { Subject = "french" });

        message.Paragraphs.ShouldBe(["I don't speak \"french\". I speak: English, Bahasa Indonesia."]);
        (await house.AskAsync("netflix")).Message.Language.ShouldBe("en");
    }

    [Theory]
    [InlineData("language", "en")]
    [InlineData("bahasa", "en")]
    public async Task It_is_asked_in_either_language_and_without_the_registry(string words, string language)
    {
        using var house = new House { Down = true };

        var answer = await house.AskAsync(words, language);

        answer.Question.Topic.ShouldBe("language");
        answer.Message.Paragraphs.ShouldBe(["I am answering in English. Which language would you like?"]);
    }

    [Fact]
    public async Task A_registry_that_can_not_be_reached_is_told_of_in_the_chosen_language()
    {
        using var house = new House(Sample.Netflix);
        await ChooseAsync(house, "id");

        var asked = new Asked(new("local", "test", "dewi"), Conversation: null, "how far are we with netflix?", null);
        (
            await house.Get<Answerer>().UnavailableAsync(asked, later: false, TestContext.Current.CancellationToken)
        ).Text.ShouldBe("Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.");
    }

    [Fact]
    public async Task A_choice_that_can_not_be_kept_is_not_promised()
    {
        using var house = new House(Sample.Netflix);
        await using (var db = house.Get<IDbContextFactory<PartnerBotDb>>().CreateDbContext())
        {
            await db.Database.ExecuteSqlAsync($"DROP TABLE \"Preference\"", TestContext.Current.CancellationToken);
        }

        var message = await ChooseAsync(house, "id");

        message.Paragraphs.ShouldBe(["Pilihan Anda belum dapat saya simpan. Silakan coba beberapa saat lagi."]);
        message.Actions.ShouldBe([new("language", "Bahasa Indonesia", "bahasa indonesian")]);
        (await house.AskAsync("netflix")).Message.Headline!.Title.ShouldBe("Netflix");
    }

    [Theory]
    [InlineData("Asia/Jayapura", "as of 16:05 WIT")]
    [InlineData("Nowhere/Land", "as of 14:05 WIB")]
    public async Task A_zone_chosen_is_the_one_answers_are_given_in(string zone, string says)
    {
        using var house = new House(Sample.Netflix);
        await using (var db = house.Get<IDbContextFactory<PartnerBotDb>>().CreateDbContext())
        {
            db.Preferences.Add(
                new()
                {
                    Platform = "local",
                    Realm = "test",
                    Id = "dewi",
                    TimeZone = zone,
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        (await house.SayAsync("netflix")).ShouldContain(says);
    }

    [Fact]
    public void Each_language_is_called_by_a_name_in_every_language() =>
        Phrasebook
            .Embedded()
            .All.Select(words => words.File.Called)
            .ShouldBe([
                ["english", "inggris"],
                ["indonesian", "indonesia", "bahasa indonesia", "bahasa", "indo"],
            ]);

    private static Task<Message> ChooseAsync(House house, string language) =>
        house.AnswerAsync("language", read => read with { Subject = language });
}
