using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PartnerBot.Storage;

/// <summary>What the bot remembers. One model; each provider has a context of its own, for its migrations.</summary>
public abstract class PartnerBotDb(DbContextOptions options) : DbContext(options)
{
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

    // SQLite can't compare or order DateTimeOffset; ticks are the same on both.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(
            instant => instant.UtcTicks,
            ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
        );
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
