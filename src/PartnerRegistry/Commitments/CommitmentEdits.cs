using PartnerRegistry.Changes;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Commitments;

internal static class CommitmentEdits
{
    public static IQueryable<Commitment> InOrder(this IQueryable<Commitment> commitments) =>
        commitments.OrderBy(commitment => commitment.RecordedAt).ThenBy(commitment => commitment.Id);

    public static Commitment Add(
        this Edit edit,
        Partner partner,
        CommitmentBody body,
        string id,
        DateTimeOffset? recordedAt = null
    )
    {
        var commitment = new Commitment
        {
            Id = id,
            PartnerId = partner.Id,
            PromisedBy = body.PromisedBy,
            Text = body.Text!,
            Status = body.Status ?? CommitmentStatus.Open,
            Source = body.Source,
            Visibility = body.Visibility ?? Visibility.Internal,
            AnnouncedAt = body.AnnouncedAt?.ToUniversalTime(),
            RecordedAt = recordedAt?.ToUniversalTime() ?? edit.NextInstant(),
        };
        edit.Db.Add(commitment);
        edit.Record(partner, ChangeKind.Commitment, id, null, CommitmentView.From(commitment));
        return commitment;
    }

    public static void Fulfil(this Edit edit, Partner partner, Commitment commitment)
    {
        if (commitment.Status is not CommitmentStatus.Fulfilled)
        {
            var before = CommitmentView.From(commitment);
            commitment.Status = CommitmentStatus.Fulfilled;
            edit.Record(partner, ChangeKind.Commitment, commitment.Id, before, CommitmentView.From(commitment));
        }
    }

    public static string NewId(Edit edit) => $"c-{Guid.CreateVersion7(edit.Now):N}";
}
