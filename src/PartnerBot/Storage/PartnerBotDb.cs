using Microsoft.EntityFrameworkCore;

namespace PartnerBot.Storage;

/// <summary>What the bot remembers. One model; each provider has a context of its own, for its migrations.</summary>
public abstract class PartnerBotDb(DbContextOptions options) : DbContext(options)
{
    public static DatabaseOwner Owner { get; } = new("PartnerBot", "partnerbot");

    public DbSet<ToldRow> Told => Set<ToldRow>();

    public DbSet<PreferenceRow> Preferences => Set<PreferenceRow>();

    public DbSet<UnansweredQuestionRow> UnansweredQuestions => Set<UnansweredQuestionRow>();

    public DbSet<TeamsConversationRow> TeamsConversations => Set<TeamsConversationRow>();

    public DbSet<LaterAnswerRow> LaterAnswers => Set<LaterAnswerRow>();

    public DbSet<SlackWorkspaceRow> SlackWorkspaces => Set<SlackWorkspaceRow>();

    public DbSet<SlackEventRow> SlackEvents => Set<SlackEventRow>();

    public DbSet<SlackOnceRow> SlackOnce => Set<SlackOnceRow>();

    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();

    public DbSet<PartnerStateRow> PartnerStates => Set<PartnerStateRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<LaneRow> Lanes => Set<LaneRow>();

    public DbSet<ThreadRow> Threads => Set<ThreadRow>();

    public DbSet<PaceRow> Paces => Set<PaceRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    public DbSet<MuteRow> Mutes => Set<MuteRow>();

    public DbSet<CadenceRow> Cadences => Set<CadenceRow>();

    public DbSet<DeputyRow> Deputies => Set<DeputyRow>();

    public DbSet<AcknowledgementRow> Acknowledgements => Set<AcknowledgementRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<PersonEmailRow> PersonEmails => Set<PersonEmailRow>();

    public DbSet<LocalMessageRow> LocalMessages => Set<LocalMessageRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ToldRow>(row =>
        {
            row.ToTable("Told");
            row.HasKey(told => new
            {
                told.Platform,
                told.Realm,
                told.Id,
                told.Partner,
            });
        });
        modelBuilder.Entity<PreferenceRow>(row =>
        {
            row.ToTable("Preference");
            row.HasKey(preference => new
            {
                preference.Platform,
                preference.Realm,
                preference.Id,
            });
        });
        modelBuilder.Entity<UnansweredQuestionRow>(row =>
        {
            row.ToTable("UnansweredQuestion");
            row.HasKey(question => question.Key);
            row.HasIndex(question => question.LastDay);
        });
        modelBuilder.Entity<TeamsConversationRow>(row =>
        {
            row.ToTable("TeamsConversation");
            row.HasKey(conversation => new { conversation.Tenant, conversation.Id });
            row.HasIndex(conversation => new { conversation.Tenant, conversation.Person });
            row.HasIndex(conversation => new { conversation.Tenant, conversation.Team });
        });
        modelBuilder.Entity<LaterAnswerRow>(row =>
        {
            row.ToTable("LaterAnswer");
            row.HasKey(later => later.Id);
            row.HasIndex(later => later.Due);
        });
        modelBuilder.Entity<SlackWorkspaceRow>(row =>
        {
            row.ToTable("SlackWorkspace");
            row.HasKey(workspace => workspace.Team);
        });
        modelBuilder.Entity<SlackEventRow>(row =>
        {
            row.ToTable("SlackEvent");
            row.HasKey(one => new { one.Team, one.Id });
            row.HasIndex(one => one.Due);
        });
        modelBuilder.Entity<SlackOnceRow>(row =>
        {
            row.ToTable("SlackOnce");
            row.HasKey(one => new { one.Team, one.Key });
        });
        NoticingModel.Add(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}

/// <summary>What one asker asked about one partner last, and was told of its status.</summary>
public sealed class ToldRow
{
    public required string Platform { get; init; }

    public required string Realm { get; init; }

    public required string Id { get; init; }

    public required string Partner { get; init; }

    /// <summary>Where it was last asked; null where the platform has no conversations.</summary>
    public string? Conversation { get; init; }

    /// <summary>When it was last asked about, whatever was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When its status was last told; null where it never was.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>The status as it was told then, as JSON of ids and values, without texts.</summary>
    public string? Facts { get; init; }

    /// <summary>The same with the status that was told before.</summary>
    internal ToldRow With(ToldRow before) =>
        new()
        {
            Platform = Platform,
            Realm = Realm,
            Id = Id,
            Partner = Partner,
            Conversation = Conversation,
            At = At,
            StatusAt = before.StatusAt,
            Facts = before.Facts,
        };
}

/// <summary>What one asker has chosen.</summary>
public sealed class PreferenceRow
{
    public required string Platform { get; init; }

    public required string Realm { get; init; }

    public required string Id { get; init; }

    /// <summary>A language's code.</summary>
    public string? Language { get; init; }

    /// <summary>The IANA name of a zone.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>A question that was not understood, without who asked it.</summary>
public sealed class UnansweredQuestionRow
{
    /// <summary>The words in lower case.</summary>
    public required string Key { get; init; }

    /// <summary>The words as they were last written, without addresses and names of people.</summary>
    public required string Words { get; init; }

    /// <summary>The code of the language that it was answered in.</summary>
    public required string Language { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    /// <summary>How often it was asked.</summary>
    public required int Times { get; init; }
}
