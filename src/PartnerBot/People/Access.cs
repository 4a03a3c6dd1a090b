using PartnerBot.Registry;

namespace PartnerBot.People;

/// <summary>
/// What one asker may see. Every topic reaches partners through this and nothing else.
/// Until rights are built, everybody in the company sees what is public or internal; what is restricted is shown to nobody,
/// because nobody's identity is confirmed yet.
/// </summary>
public sealed class Access(TimeProvider clock)
{
    public bool MaySee(Visibility visibility) => visibility is not Visibility.Restricted;

    public bool MaySee(PartnerSummary partner) => MaySee(partner.Visibility);

    public bool MaySee(Milestone milestone) => MaySee(milestone.Visibility, milestone.AnnouncedAt);

    private bool MaySee(Visibility visibility, DateTimeOffset? announcedAt) =>
        MaySee(visibility.EffectiveAt(announcedAt, clock.GetUtcNow()));

    /// <summary>The partner with everything removed that this asker may not see; null when that is the partner itself.</summary>
    public Partner? Trim(Partner partner)
    {
        if (!MaySee(partner.Visibility))
        {
            return null;
        }

        var milestone = partner.LatestMilestone is { } latest && MaySee(latest) ? latest : null;
        List<Commitment> commitments =
        [
            .. partner.Commitments.Where(commitment => MaySee(commitment.Visibility, commitment.AnnouncedAt)),
        ];
        // The same where nothing is removed, so that what was worked out of it is not worked out again.
        return milestone == partner.LatestMilestone && commitments.Count == partner.Commitments.Count
            ? partner
            : partner with
            {
                LatestMilestone = milestone,
                Commitments = commitments,
            };
    }
}
