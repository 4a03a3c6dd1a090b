using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerRegistry.Changes;
using PartnerRegistry.Commitments;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Exchange;

/// <summary>What the commitments of a record come to: new ones are recorded, known ones may only be fulfilled.</summary>
internal static class CommitmentPlan
{
    /// <returns>What to do, in this order. What is wrong has been told.</returns>
    public static IReadOnlyList<Action<Edit, Partner>> Of(PartnerRecord record, PartnerBatch batch)
    {
        List<Action<Edit, Partner>> steps = [];
        HashSet<string> added = [];
        foreach (var commitment in record.Commitments.Where(commitment => commitment.Body is not null))
        {
            if (Find(commitment, record.Id, batch) is { } known)
            {
                steps.AddRange(Known(commitment, known, record.Id));
            }
            else if (commitment.Id is { } id && !added.Add(id))
            {
                commitment.Fields.Tell("id", $"\"{id}\" stands twice in this partner; give each commitment its own");
            }
            else
            {
                steps.Add((edit, partner) => Add(edit, partner, commitment, batch));
            }
        }

        return steps;
    }

    private static Commitment? Find(CommitmentRecord commitment, string partnerId, PartnerBatch batch) =>
        commitment.Id is { } id
            ? batch.Commitments.GetValueOrDefault(id)
            : batch.CommitmentsOf[partnerId].FirstOrDefault(known => IsSame(commitment, known));

    private static Action<Edit, Partner>[] Known(CommitmentRecord commitment, Commitment known, string partnerId)
    {
        if (known.PartnerId != partnerId)
        {
            commitment.Fields.Tell("id", $"\"{known.Id}\" is a commitment of {known.PartnerId}; give this one its own");
        }
        else if (!IsSame(commitment, known))
        {
            commitment.Fields.Tell(
                "id",
                $"\"{known.Id}\" is recorded already and says something else; only its status can become fulfilled"
            );
        }

        return commitment.Body!.Status is CommitmentStatus.Fulfilled
            ? [(edit, partner) => edit.Fulfil(partner, known)]
            : [];
    }

    private static void Add(Edit edit, Partner partner, CommitmentRecord commitment, PartnerBatch batch)
    {
        var added = edit.Add(
            partner,
            commitment.Body!,
            commitment.Id ?? CommitmentEdits.NewId(edit),
            commitment.RecordedAt
        );
        batch.Commitments[added.Id] = added;
    }

    // An open one may become fulfilled, and one that a file says nothing of keeps its status.
    private static bool IsSame(CommitmentRecord commitment, Commitment known)
    {
        var body = commitment.Body!;
        var said = new CommitmentDocument(
            known.Id,
            body.Text!,
            body.PromisedBy,
            body.Status is CommitmentStatus.Open ? CommitmentStatus.Open : known.Status,
            body.Source,
            body.Visibility ?? Visibility.Internal,
            body.AnnouncedAt ?? known.AnnouncedAt,
            known.RecordedAt
        );
        return JsonNode.DeepEquals(Json(said), Json(CommitmentDocument.From(known)));
    }

    private static JsonNode? Json(CommitmentDocument document) =>
        JsonSerializer.SerializeToNode(document, WireFormat.Options);
}
