using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartnerBot.Storage;

/// <summary>The tables of who is told of what.</summary>
internal static class NoticingModel
{
    public static void Add(ModelBuilder model)
    {
        AddFollowing(model);
        AddLedger(model);
        AddPeople(model);
    }

    private static void AddFollowing(ModelBuilder model)
    {
        Table<BookmarkRow>(model, "Bookmark").HasKey(row => row.Name);
        Table<PartnerStateRow>(model, "PartnerState").HasKey(row => row.Partner);
        var change = Table<ChangeRow>(model, "Change");
        change.HasKey(row => row.Sequence);
        change.Property(row => row.Sequence).ValueGeneratedNever();
        change.Property(row => row.Kind).HasConversion<string>();
        change.HasIndex(row => row.Milestone).HasFilter("\"Milestone\" IS NOT NULL");
    }

    private static void AddLedger(ModelBuilder model)
    {
        var notice = Table<NoticeRow>(model, "Notice");
        notice.HasKey(row => row.Id);
        notice.Property(row => row.State).HasConversion<string>();
        notice.HasIndex(row => new { row.Recipient, row.Sequence }).IsUnique();
        notice.HasIndex(row => row.Sequence);
        // What is open is looked for all the time, and is little beside what was sent; so is what has to be shown to operators.
        notice
            .HasIndex(row => new { row.Recipient, row.Sequence }, "IX_Notice_Open")
            .HasFilter("\"State\" IN ('Pending', 'Sending') OR (\"State\" = 'Unknown' AND NOT \"Repeated\")");
        notice.HasIndex(row => new { row.State, row.Id }, "IX_Notice_Unsent").HasFilter("\"State\" <> 'Sent'");
        notice.HasIndex(row => row.Recipient).HasFilter("\"MarkDue\" IS NOT NULL");
        var lane = Table<LaneRow>(model, "Lane");
        lane.HasKey(row => row.Recipient);
        lane.HasIndex(row => new
            {
                row.Platform,
                row.Realm,
                row.Due,
            })
            .HasFilter("\"Due\" IS NOT NULL");
        Table<ThreadRow>(model, "Thread").HasKey(row => new { row.Recipient, row.Partner });
        Table<PaceRow>(model, "Pace").HasKey(row => new { row.Platform, row.Realm });
        Table<AcknowledgementRow>(model, "Acknowledgement")
            .HasKey(row => new
            {
                row.Recipient,
                row.Sequence,
                row.By,
            });
    }

    private static void AddPeople(ModelBuilder model)
    {
        var subscription = Table<SubscriptionRow>(model, "Subscription");
        subscription.HasKey(row => row.Id);
        subscription
            .HasIndex(row => new
            {
                row.Recipient,
                row.Partner,
                row.Track,
            })
            .IsUnique();
        subscription.HasIndex(row => row.Partner);
        Table<MuteRow>(model, "Mute").HasKey(row => new { row.Recipient, row.Partner });
        Table<CadenceRow>(model, "Cadence").HasKey(row => row.Recipient);
        Table<DeputyRow>(model, "Deputy").HasKey(row => new { row.Of, row.Deputy });
        var account = Table<AccountRow>(model, "Account");
        account.HasKey(row => new
        {
            row.Platform,
            row.Realm,
            row.Id,
        });
        account.HasIndex(row => row.Person);
        account.HasIndex(row => row.Email);
        var email = Table<PersonEmailRow>(model, "PersonEmail");
        email.HasKey(row => row.Email);
        email.HasIndex(row => row.Person);
        var local = Table<LocalMessageRow>(model, "LocalMessage");
        local.HasKey(row => row.Id);
        local.HasIndex(row => new { row.Person, row.Id });
    }

    private static EntityTypeBuilder<T> Table<T>(ModelBuilder model, string name)
        where T : class => model.Entity<T>().ToTable(name);
}
