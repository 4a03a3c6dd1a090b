using Microsoft.EntityFrameworkCore;

namespace PartnerBot.Storage;

/// <summary>What the bot remembers. One model; each provider has a context of its own, for its migrations.</summary>
public abstract class PartnerBotDb(DbContextOptions options) : DbContext(options)
{
    public static DatabaseOwner Owner { get; } = new("PartnerBot", "partnerbot");

    public DbSet<LastAskedRow> LastAsked => Set<LastAskedRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<LastAskedRow>(row =>
        {
            row.ToTable("LastAsked");
            row.HasKey(asked => new
            {
                asked.Platform,
                asked.Realm,
                asked.Id,
            });
        });

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}

/// <summary>The partner that one asker asked about last.</summary>
public sealed class LastAskedRow
{
    public required string Platform { get; init; }

    public required string Realm { get; init; }

    public required string Id { get; init; }

    public required string Partner { get; init; }

    public required DateTimeOffset At { get; init; }
}
