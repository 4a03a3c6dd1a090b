using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Local;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using Spectre.Console;

namespace PartnerBot.Tests.Asking;

/// <summary>The asking side with a registry of the given partners, at 14:05 in Jakarta.</summary>
internal sealed class House : IPartnerSource, IDisposable
{
    private readonly ServiceProvider provider;
    private readonly IServiceScope scope;
    private readonly StringWriter written = new();

    // A database in memory lives as long as one connection to it.
    private readonly SqliteConnection memory = new($"Data Source={Guid.NewGuid()};Mode=Memory;Cache=Shared");

    public House(params Partner[] partners)
        : this(_ => { }, partners) { }

    /// <param name="change">Changes or adds to the services before any is made.</param>
    public House(Action<IServiceCollection> change, params Partner[] partners)
    {
        Partners = [.. partners];
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new Locale("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")));
        memory.Open();
        services.AddLogging();
        services.AddStorage(new(DatabaseProvider.Sqlite, memory.ConnectionString, File: null));
        services.AddSingleton<IPartnerSource>(this);
        services.AddSingleton<Access>();
        services.AddSingleton(TestConsole.Of(written, width: 120));
        services.AddAsking();
        change(services);
        provider = services.BuildServiceProvider(validateScopes: true);
        scope = provider.CreateScope();
        using var db = Get<IDbContextFactory<PartnerBotDb>>().CreateDbContext();
        db.Database.Migrate();
    }

    public FakeTimeProvider Time { get; } = new(Sample.Now);

    public List<Partner> Partners { get; }

    /// <summary>Partners that are in the directory and gone when asked for.</summary>
    public HashSet<PartnerId> Gone { get; } = [];

    public bool Down { get; set; }

    /// <summary>When the registry was last reached, where it can't be reached now.</summary>
    public DateTimeOffset? StaleSince { get; set; }

    /// <summary>What is on record of a partner, newest first; without it, its latest milestone alone.</summary>
    public Dictionary<PartnerId, IReadOnlyList<Milestone>> Milestones { get; } = [];

    /// <summary>The registry answers 404 to lists of milestones.</summary>
    public bool WithoutMilestones { get; init; }

    /// <summary>The feed, oldest first; null is a registry without one.</summary>
    public List<Change>? Changes { get; set; } = [];

    /// <summary>The database when all that was told so far is in it.</summary>
    public async Task<PartnerBotDb> DatabaseAsync()
    {
        await Get<Told>().Written;
        return await Get<IDbContextFactory<PartnerBotDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
    }

    public VisiblePartners Visible => new(Get<Access>(), this, Get<Phrasebook>());

    public TerminalChat Terminal => scope.ServiceProvider.GetRequiredService<TerminalChat>();

    public string Printed => written.ToString();

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public async Task<Answer> AskAsync(
        string words,
        string? language = null,
        string asker = "dewi",
        string? conversation = null
    )
    {
        var answer = await Get<Answerer>()
            .AnswerAsync(
                new(new("local", "test", asker), conversation, words, language),
                TestContext.Current.CancellationToken
            );
        // Before time passes, in which writing it would be given up.
        await Get<Told>().Written;
        return answer;
    }

    /// <summary>The message that answers words as an edge passes them on.</summary>
    /// <param name="edge">What the edge knows besides.</param>
    public async Task<Message> AskAsync(string words, Func<Asked, Asked> edge)
    {
        var asked = edge(new(new("local", "test", "dewi"), Conversation: null, words, Language: null));
        var answer = await Get<Answerer>().AnswerAsync(asked, TestContext.Current.CancellationToken);
        await Get<Told>().Written;
        return answer.Message;
    }

    /// <summary>What the topic that is asked for says with these filters, whatever filters the words have.</summary>
    public async Task<Message> AnswerAsync(string words, Filters filters)
    {
        var question = (await AskAsync(words)).Question with { Filters = filters };
        return await Get<TopicCatalogue>()[question.Topic]
            .AnswerAsync(question, Visible, TestContext.Current.CancellationToken);
    }

    /// <summary>The answer to a question as if the words had been read so.</summary>
    public async Task<Message> AnswerAsync(string words, Func<Question, Question> read, string? language = null)
    {
        var partners = Visible;
        var names = await partners.NamesAsync(TestContext.Current.CancellationToken);
        var answer = await Get<Answerer>()
            .TryAnswerAsync(read(Read(words, language)), partners, names, TestContext.Current.CancellationToken);
        return answer.ShouldNotBeNull().Message;
    }

    /// <summary>The answer as a terminal of that width shows it.</summary>
    public async Task<string> SayAsync(string words, int width = 120, string? language = null)
    {
        var answer = await AskAsync(words, language);
        return TestConsole.Print(Get<TerminalRenderer>().Render(answer.Message), width);
    }

    public Question Read(string words, string? language = null, TimeZoneInfo? zone = null) =>
        Get<QuestionReader>()
            .Read(
                new(new("local", "test", "dewi"), Conversation: null, words, language, zone),
                new VisibleNames(
                    new PartnerList([.. Partners.Select(Sample.Summary)]),
                    new Access(Time).MaySee,
                    Get<Phrasebook>()
                )
            );

    public void Dispose()
    {
        scope.Dispose();
        provider.Dispose();
        written.Dispose();
        memory.Dispose();
    }

    Task<Reading<Partner>?> IPartnerSource.FindAsync(PartnerId id, CancellationToken cancellationToken)
    {
        var partner = Gone.Contains(id) ? null : Partners.Find(partner => partner.Id == id);
        return Task.FromResult(partner is null ? null : Read(partner));
    }

    Task<Reading<IReadOnlyList<Milestone>>?> IPartnerSource.MilestonesAsync(
        PartnerId id,
        CancellationToken cancellationToken
    )
    {
        var latest = Partners.Find(partner => partner.Id == id)?.LatestMilestone;
        IReadOnlyList<Milestone> milestones =
            Milestones.TryGetValue(id, out var all) ? all
            : latest is null ? []
            : [latest];
        return Task.FromResult(WithoutMilestones ? null : Read(milestones));
    }

    Task<Reading<ChangePage>?> IPartnerSource.ChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        List<Change>? matching = Changes
            ?.Where(change =>
                (query.Partner is null || change.Partner == query.Partner)
                && (query.From is null || change.At >= query.From)
                && (query.Until is null || change.At < query.Until)
                && (query.Before is null || change.Sequence < query.Before)
            )
            .OrderByDescending(change => change.Sequence)
            .ToList();
        return Task.FromResult(
            matching is null
                ? null
                : Read(
                    new ChangePage(
                        [.. matching.Take(query.Limit)],
                        matching.Count > query.Limit ? matching[query.Limit - 1].Sequence : null
                    )
                )
        );
    }

    Task<Reading<PartnerList>> IPartnerSource.DirectoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Read(new PartnerList([.. Partners.Select(Sample.Summary)])));

    Task IPartnerSource.RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Reading<T> Read<T>(T value) =>
        Down
            ? throw new RegistryUnavailableException("down")
            : new(value, StaleSince ?? Sample.Now, Stale: StaleSince is not null);
}
