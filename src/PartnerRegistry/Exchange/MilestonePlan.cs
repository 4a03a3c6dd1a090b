using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerRegistry.Changes;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Exchange;

/// <summary>What the milestones of a record come to: new ones are recorded, known ones may only be announced.</summary>
internal static class MilestonePlan
{
    /// <returns>What to do, in this order. What is wrong has been told.</returns>
    public static IReadOnlyList<Action<Edit, Partner>> Of(PartnerRecord record, PartnerBatch batch)
    {
        List<Action<Edit, Partner>> steps = [];
        List<MilestoneRecord> added = [];
        foreach (var milestone in record.Milestones.Where(milestone => milestone.Body is not null))
        {
            if (Find(milestone, record.Id, batch) is { } known)
            {
                steps.AddRange(Known(milestone, known, record.Id));
            }
            else if (milestone.Id is { } id && added.Exists(other => other.Id == id))
            {
                milestone.Fields.Tell("id", $"\"{id}\" stands twice in this partner; give each milestone its own");
            }
            else
            {
                added.Add(milestone);
            }
        }

        CheckSuperseding(record.Id, added, batch);
        steps.Add((edit, partner) => Add(edit, partner, added, batch));
        return steps;
    }

    private static Milestone? Find(MilestoneRecord milestone, string partnerId, PartnerBatch batch) =>
        milestone.Id is { } id
            ? batch.Milestones.GetValueOrDefault(id)
            : batch.MilestonesOf[partnerId].FirstOrDefault(known => IsSame(milestone, known));

    private static Action<Edit, Partner>[] Known(MilestoneRecord milestone, Milestone known, string partnerId)
    {
        if (known.PartnerId != partnerId)
        {
            milestone.Fields.Tell("id", $"\"{known.Id}\" is a milestone of {known.PartnerId}; give this one its own");
        }
        else if (!IsSame(milestone, known))
        {
            milestone.Fields.Tell(
                "id",
                $"\"{known.Id}\" is recorded already and says something else; correct it with one of its own id and \"supersedes\": \"{known.Id}\""
            );
        }

        return milestone.Body!.AnnouncedAt is { } at
            ? [(edit, partner) => edit.Announce(partner, known, at.ToUniversalTime())]
            : [];
    }

    private static void CheckSuperseding(string partnerId, List<MilestoneRecord> added, PartnerBatch batch)
    {
        var corrections = added.Where(milestone => milestone.Supersedes is not null).ToList();
        foreach (var (index, milestone) in corrections.Index())
        {
            var wrong = milestone.Supersedes!;
            var known = batch.Milestones.GetValueOrDefault(wrong);
            if (known?.PartnerId != partnerId && !added.Exists(other => other.Id == wrong))
            {
                milestone.Fields.Tell(
                    "supersedes",
                    $"there is no milestone \"{Problems.Show(wrong)}\" of this partner; put it into the file too"
                );
            }
            else if (
                (
                    known?.SupersededBy
                    ?? corrections.Take(index).FirstOrDefault(other => other.Supersedes == wrong)?.Id
                ) is
                { } already
            )
            {
                milestone.Fields.Tell("supersedes", $"\"{wrong}\" was superseded by \"{already}\"; supersede that one");
            }
            else if (IsCircle(milestone, added))
            {
                milestone.Fields.Tell("supersedes", "leads back to this milestone; supersede an earlier one");
            }
        }
    }

    private static bool IsCircle(MilestoneRecord milestone, List<MilestoneRecord> added)
    {
        var (earlier, steps) = (milestone, 0);
        while (earlier is { Supersedes: { } wrong } && steps++ <= added.Count)
        {
            earlier = added.Find(other => other.Id == wrong);
        }

        return earlier is not null && steps > added.Count;
    }

    private static void Add(Edit edit, Partner partner, List<MilestoneRecord> records, PartnerBatch batch)
    {
        var added = records.ConvertAll(record =>
            edit.Add(
                partner,
                record.Body!,
                record.Id ?? MilestoneEdits.NewId(edit),
                record.Supersedes,
                record.RecordedAt
            )
        );
        added.ForEach(milestone => batch.Milestones[milestone.Id] = milestone);
        // Only when all are there, since a file may have the correction before what it corrects.
        foreach (var right in added.Where(milestone => milestone.Supersedes is not null))
        {
            edit.Correct(partner, batch.Milestones[right.Supersedes!], right);
        }
    }

    private static bool IsSame(MilestoneRecord milestone, Milestone known)
    {
        var body = milestone.Body!;
        var said = new MilestoneDocument(
            known.Id,
            body.Kind!.Value,
            body.Title!,
            body.Text,
            body.Wording ?? Wording.Paraphrase,
            body.Date,
            body.Track,
            body.Spokesperson,
            body.Source,
            body.Visibility ?? Visibility.Internal,
            known.AnnouncedAt,
            known.RecordedAt,
            milestone.Supersedes ?? known.Supersedes
        );
        return JsonNode.DeepEquals(Json(said), Json(MilestoneDocument.From(known)));
    }

    private static JsonNode? Json(MilestoneDocument document) =>
        JsonSerializer.SerializeToNode(document, WireFormat.Options);
}
