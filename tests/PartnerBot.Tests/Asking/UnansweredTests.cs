using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Asking;

public sealed class UnansweredTests
{
    [Fact]
    public async Task What_was_not_understood_is_kept_without_who_asked()
    {
        using var house = new House(Sample.Netflix);
        await house.AskAsync("sing me a song", asker: "dewi");
        await house.AskAsync("Sing me a SONG", asker: "budi");

        var row = (await RowsAsync(house)).ShouldHaveSingleItem();

        (row.Words, row.Language, row.Times).ShouldBe(("Sing me a SONG", "en", 2));
        (row.FirstDay, row.LastDay).ShouldBe((new(2026, 11, 24), new(2026, 11, 24)));
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("terima kasih")]
    [InlineData("status netflix")]
    [InlineData("status blokbuster")]
    [InlineData("help")]
    public async Task What_was_answered_is_not_kept(string words)
    {
        using var house = new House(Sample.Netflix);

        await house.AskAsync(words);

        (await RowsAsync(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_fails_does_not_cost_the_answer()
    {
        using var house = new House(Sample.Netflix);
        await using (var db = house.Get<IDbContextFactory<PartnerBotDb>>().CreateDbContext())
        {
            await db.Database.ExecuteSqlAsync(
                $"DROP TABLE \"UnansweredQuestion\"",
                TestContext.Current.CancellationToken
            );
        }

        (await house.AskAsync("sing me a song")).Message.Paragraphs.ShouldBe([
            "I didn't understand that. Perhaps one of these?",
        ]);
    }

    private static async Task<List<UnansweredQuestionRow>> RowsAsync(House house)
    {
        await using var db = house.Get<IDbContextFactory<PartnerBotDb>>().CreateDbContext();
        return await db.UnansweredQuestions.ToListAsync(TestContext.Current.CancellationToken);
    }
}
