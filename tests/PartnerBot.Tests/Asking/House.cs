using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Chats.Local;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using Spectre.Console;

namespace PartnerBot.Tests.Asking;

/// <summary>The asking side with a registry of the given partners, at 14:05 in Jakarta.</summary>
internal sealed class House : IDisposable
{
    private readonly ServiceProvider provider;
    private readonly IServiceScope scope;
    private readonly StringWriter written = new();

    // A database in memory lives as long as one connection to it.
    private readonly SqliteConnection memory = new($"Data Source={Guid.NewGuid()};Mode=Memory;Cache=Shared");

    public House(params Partner[] partners)
    {
        Partners = [.. partners];
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Sample.Now));
        services.AddSingleton(new Locale("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")));
        memory.Open();
        services.AddLogging();
        services.AddStorage(new(DatabaseProvider.Sqlite, memory.ConnectionString, File: null));
        services.AddSingleton<Func<Asker, VisiblePartners>>(_ => Visible);
        services.AddSingleton(TestConsole.Of(written, width: 120));
        services.AddAsking();
        provider = services.BuildServiceProvider(validateScopes: true);
        scope = provider.CreateScope();
        using var db = Get<IDbContextFactory<PartnerBotDb>>().CreateDbContext();
        db.Database.Migrate();
    }

    public List<Partner> Partners { get; }

    /// <summary>Partners that are in the directory and gone when asked for.</summary>
    public HashSet<PartnerId> Gone { get; } = [];

    public bool Down { get; set; }

    /// <summary>When the registry was last reached, where it can't be reached now.</summary>
    public DateTimeOffset? StaleSince { get; set; }

    public VisiblePartners Visible =>
        new(new Access(new FakeTimeProvider(Sample.Now)), FindAsync, ReadAsync, _ => Task.CompletedTask);

    public TerminalChat Terminal => scope.ServiceProvider.GetRequiredService<TerminalChat>();

    public string Printed => written.ToString();

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public Task<Answer> AskAsync(string words, string? language = null, string asker = "dewi") =>
        Get<Answerer>()
            .AnswerAsync(
                new(new("local", "test", asker), Conversation: null, words, language),
                TestContext.Current.CancellationToken
            );

    /// <summary>The answer as a terminal of that width shows it.</summary>
    public async Task<string> SayAsync(string words, int width = 120, string? language = null)
    {
        var answer = await AskAsync(words, language);
        return TestConsole.Print(Get<TerminalRenderer>().Render(answer.Message), width);
    }

    public Question Read(string words, string? language = null) =>
        Get<QuestionReader>()
            .Read(
                new(new("local", "test", "dewi"), Conversation: null, words, language),
                new VisibleNames(
                    [.. Partners.Select(Sample.Summary)],
                    new Access(new FakeTimeProvider(Sample.Now)).MaySee
                )
            );

    public void Dispose()
    {
        scope.Dispose();
        provider.Dispose();
        written.Dispose();
        memory.Dispose();
    }

    private Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken)
    {
        var partner = Gone.Contains(id) ? null : Partners.Find(partner => partner.Id == id);
        return Down
            ? throw new RegistryUnavailableException("down")
            : Task.FromResult(partner is null ? null : Reading(partner));
    }

    private Task<Reading<IReadOnlyList<PartnerSummary>>> ReadAsync(CancellationToken cancellationToken) =>
        Down
            ? throw new RegistryUnavailableException("down")
            : Task.FromResult(Reading<IReadOnlyList<PartnerSummary>>([.. Partners.Select(Sample.Summary)]));

    private Reading<T> Reading<T>(T value) => new(value, StaleSince ?? Sample.Now, Stale: StaleSince is not null);
}
