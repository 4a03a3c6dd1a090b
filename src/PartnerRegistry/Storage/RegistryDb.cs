using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Commitments;
using PartnerRegistry.Groups;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;
using PartnerRegistry.Webhooks;

namespace PartnerRegistry.Storage;

/// <summary>One model on both stores; each store has a context of its own so that it has migrations of its own.</summary>
public abstract class RegistryDb(DbContextOptions options) : DbContext(options)
{
    public static DatabaseOwner Owner { get; } = new("PartnerRegistry", "registry", MayBeReadOnly: true);

    public DbSet<Partner> Partners => Set<Partner>();
    public DbSet<Negotiation> Negotiations => Set<Negotiation>();
    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<Requirement> Requirements => Set<Requirement>();
    public DbSet<RequirementState> RequirementStates => Set<RequirementState>();
    public DbSet<Milestone> Milestones => Set<Milestone>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<FeedHead> FeedHead => Set<FeedHead>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<IdempotentReply> IdempotentReplies => Set<IdempotentReply>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<LocalizedText>().HaveConversion<JsonText<LocalizedText>>();
        configurationBuilder.Properties<RestrictedTo>().HaveConversion<JsonText<RestrictedTo>>();
        configurationBuilder.Properties<Person>().HaveConversion<JsonText<Person>>();
        configurationBuilder.Properties<Spokesperson>().HaveConversion<JsonText<Spokesperson>>();
        configurationBuilder.Properties<Source>().HaveConversion<JsonText<Source>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Partner>(partner =>
        {
            partner.Property(p => p.Version).IsConcurrencyToken();
            partner.HasOne(p => p.Negotiation).WithOne().HasForeignKey<Negotiation>(n => n.PartnerId);
        });
        modelBuilder.Entity<Negotiation>(negotiation =>
        {
            negotiation.HasKey(n => n.PartnerId);
            negotiation.ComplexProperty(n => n.Legal);
            negotiation.ComplexProperty(n => n.Business);
            negotiation.ComplexProperty(n => n.Technical);
            negotiation.ComplexProperty(n => n.OwnAccess);
            negotiation.ComplexProperty(n => n.OthersAccess);
            negotiation
                .Property(n => n.Managers)
                .HasConversion<JsonText<List<Person>>>(JsonText<List<Person>>.Comparer);
            negotiation.HasOne(n => n.Programme).WithMany().HasForeignKey(n => n.ProgrammeId);
            negotiation.HasMany(n => n.Requirements).WithOne().HasForeignKey(r => r.PartnerId);
        });
        modelBuilder.Entity<Programme>().Property(p => p.Version).IsConcurrencyToken();
        modelBuilder.Entity<Requirement>(requirement =>
        {
            requirement.HasKey(r => new { r.ProgrammeId, r.Id });
            requirement.HasOne<Programme>().WithMany(p => p.Requirements).HasForeignKey(r => r.ProgrammeId);
        });
        modelBuilder.Entity<RequirementState>(state =>
        {
            state.HasKey(s => new
            {
                s.PartnerId,
                s.ProgrammeId,
                s.RequirementId,
            });
            state.HasOne<Requirement>().WithMany().HasForeignKey(s => new { s.ProgrammeId, s.RequirementId });
        });
        modelBuilder.Entity<Milestone>(milestone =>
        {
            milestone.HasOne<Partner>().WithMany().HasForeignKey(m => m.PartnerId);
            milestone.HasIndex(m => new
            {
                m.PartnerId,
                m.SortDate,
                m.RecordedAt,
            });
        });
        modelBuilder.Entity<Commitment>().HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId);
        modelBuilder.Entity<Change>(change =>
        {
            change.HasKey(c => c.Sequence);
            change.Property(c => c.Sequence).ValueGeneratedNever();
            change.HasIndex(c => new { c.PartnerId, c.Sequence });
            change.HasIndex(c => c.At);
        });
        modelBuilder.Entity<FeedHead>(head =>
        {
            head.Property(h => h.Id).ValueGeneratedNever();
            head.HasData(new FeedHead());
        });
        modelBuilder.Entity<IdempotentReply>().HasKey(r => new { r.Caller, r.Key });
    }
}
