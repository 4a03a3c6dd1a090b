using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Milestones;

internal static class MilestoneEdits
{
    /// <summary>Records the milestone that an edit comes with.</summary>
    /// <returns>Its id; null where the edit comes with none.</returns>
    public static string? Add(this Edit edit, Partner partner, MilestoneBody? body) =>
        body is null ? null : edit.Add(partner, body, NewId(edit)).Id;

    public static Milestone Add(
        this Edit edit,
        Partner partner,
        MilestoneBody body,
        string id,
        string? supersedes = null,
        DateTimeOffset? recordedAt = null
    )
    {
        var recorded = recordedAt?.ToUniversalTime() ?? edit.NextInstant();
        var milestone = new Milestone
        {
            Id = id,
            PartnerId = partner.Id,
            Kind = body.Kind!.Value,
            Title = body.Title!,
            Text = body.Text,
            Wording = body.Wording ?? Wording.Paraphrase,
            Date = body.Date,
            Track = body.Track,
            Spokesperson = body.Spokesperson,
            Source = body.Source,
            Visibility = body.Visibility ?? Visibility.Internal,
            AnnouncedAt = body.AnnouncedAt?.ToUniversalTime(),
            RecordedAt = recorded,
            SortDate = PartialDate.TryParse(body.Date, out var firstDay)
                ? firstDay
                : DateOnly.FromDateTime(recorded.UtcDateTime),
            Supersedes = supersedes,
        };
        edit.Db.Add(milestone);
        edit.Record(partner, milestone);
        return milestone;
    }

    /// <summary>Puts a corrected milestone in the place of a wrong one, which stays readable and marked.</summary>
    /// <exception cref="RegistryProblem">409 when it has been superseded already.</exception>
    public static Milestone Supersede(this Edit edit, Partner partner, Milestone wrong, MilestoneBody body)
    {
        if (wrong.SupersededBy is { } already)
        {
            throw new RegistryProblem(
                409,
                "Superseded already",
                $"Milestone \"{wrong.Id}\" was superseded by \"{already}\". Supersede that one."
            );
        }

        var milestone = edit.Add(partner, body, NewId(edit), wrong.Id);
        edit.Correct(partner, wrong, milestone);
        return milestone;
    }

    /// <summary>Marks a milestone as superseded by one that is recorded already.</summary>
    public static void Correct(this Edit edit, Partner partner, Milestone wrong, Milestone right)
    {
        wrong.SupersededBy = right.Id;
        edit.Record(partner, ChangeKind.Correction, null, wrong.Title, right.Title, right.Id);
    }

    public static void Announce(this Edit edit, Partner partner, Milestone milestone, DateTimeOffset at)
    {
        if (milestone.AnnouncedAt != at)
        {
            var before = milestone.AnnouncedAt;
            milestone.AnnouncedAt = at;
            edit.Record<DateTimeOffset?>(partner, ChangeKind.Announcement, null, before, at, milestone.Id);
        }
    }

    public static string NewId(Edit edit) => $"m-{Guid.CreateVersion7(edit.Now):N}";
}
