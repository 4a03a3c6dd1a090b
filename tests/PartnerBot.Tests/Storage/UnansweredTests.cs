using PartnerBot.Asking;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>The list of unanswered questions, on both stores.</summary>
public sealed class UnansweredTests(PostgresServer server)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_unanswered_question_is_counted_without_anybody_in_it(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var unanswered = store.Get<Unanswered>();
        await unanswered.KeepAsync("Where is  the coffee, @ayu?", "en", Cancelled);
        store.Time.Advance(TimeSpan.FromHours(10));
        await unanswered.KeepAsync("where is the COFFEE, ayu.lestari@example.com", "id", Cancelled);
        await unanswered.KeepAsync(
            "<at>Ayu Lestari</at> ask <@U123|ayu l> \u202E<mailto:a@b.example|a>",
            "en",
            Cancelled
        );
        await unanswered.KeepAsync(" \u200B ", "en", Cancelled);
        await unanswered.KeepAsync(new string('x', 3000), "en", Cancelled);

        var rows = (await store.RowsAsync(db => db.UnansweredQuestions))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .ToList();

        rows.Select(row => row.Words)
            .ShouldBe(["where is the COFFEE, …", $"{new string('x', 499)}…", "… ask … …"], ignoreOrder: true);
        var coffee = rows.Single(row => row.Times == 2);
        coffee.Key.ShouldBe("where is the coffee, …");
        coffee.Language.ShouldBe("id");
        (coffee.FirstDay, coffee.LastDay).ShouldBe((new(2026, 11, 24), new(2026, 11, 25)));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Unanswered_questions_are_forgotten_after_ninety_days_and_beyond_five_thousand(
        DatabaseProvider kind
    )
    {
        await using var store = await Store.OpenAsync(kind, server);
        var unanswered = store.Get<Unanswered>();
        await store.AddAsync(
            Enumerable.Range(0, Unanswered.Most).Select(number => Row($"q{number}", new(2026, 11, number % 20 + 2)))
        );
        await store.AddAsync([Row("old", new(2026, 8, 25)), Row("older", new(2026, 8, 26))]);

        await unanswered.KeepAsync("one more", "en", Cancelled);

        var kept = (await store.RowsAsync(db => db.UnansweredQuestions))
            .Select(row => row.Key)
            .ToHashSet(StringComparer.Ordinal);
        kept.Count.ShouldBe(Unanswered.Most);
        kept.ShouldContain("one more");
        kept.ShouldNotContain("old");
        kept.ShouldNotContain("older");
        // Of the first of November's days there are 250; one of them had to go.
        kept.Count(key => key[0] == 'q' && int.Parse(key.AsSpan(1), provider: null) % 20 == 0).ShouldBe(249);

        store.Time.Advance(TimeSpan.FromDays(80));
        await store.StartAsync();
        (await store.RowsAsync(db => db.UnansweredQuestions)).Min(row => row.LastDay).ShouldBe(new(2026, 11, 14));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Many_who_ask_the_same_at_once_are_all_counted(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var unanswered = store.Get<Unanswered>();

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => unanswered.KeepAsync("why", "en", Cancelled), Cancelled))
        );

        (await store.RowsAsync(db => db.UnansweredQuestions)).ShouldHaveSingleItem().Times.ShouldBe(20);
    }

    private static UnansweredQuestionRow Row(string key, DateOnly day) =>
        new()
        {
            Key = key,
            Words = key,
            Language = "en",
            FirstDay = day,
            LastDay = day,
            Times = 1,
        };
}
