using PartnerRegistry.Partners;

namespace PartnerRegistry.Milestones;

public sealed record MilestoneView(
    string Id,
    string Partner,
    MilestoneKind Kind,
    LocalizedText Title,
    LocalizedText? Text,
    Wording Wording,
    string? Date,
    Track? Track,
    Spokesperson? Spokesperson,
    Source? Source,
    Visibility Visibility,
    DateTimeOffset? AnnouncedAt,
    DateTimeOffset RecordedAt,
    string? Supersedes,
    string? SupersededBy
)
{
    public static MilestoneView From(Milestone milestone)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        return new(
            milestone.Id,
            milestone.PartnerId,
            milestone.Kind,
            milestone.Title,
            milestone.Text,
            milestone.Wording,
            milestone.Date,
            milestone.Track,
            milestone.Spokesperson,
            milestone.Source,
            milestone.Visibility,
            milestone.AnnouncedAt,
            milestone.RecordedAt,
            milestone.Supersedes,
            milestone.SupersededBy
        );
    }
}

/// <summary>When a fact becomes public.</summary>
/// <param name="At">Now, where left out; it may lie ahead.</param>
public sealed record AnnounceBody(DateTimeOffset? At = null);

internal static class MilestoneQueries
{
    public static IQueryable<Milestone> Of(this IQueryable<Milestone> milestones, string partnerId) =>
        milestones.Where(milestone => milestone.PartnerId == partnerId);

    /// <summary>Without those that were corrected.</summary>
    public static IQueryable<Milestone> Standing(this IQueryable<Milestone> milestones) =>
        milestones.Where(milestone => milestone.SupersededBy == null);

    /// <summary>By their date, or the day they were recorded where that is unknown; the later recorded first within a day.</summary>
    public static IQueryable<Milestone> NewestFirst(this IQueryable<Milestone> milestones) =>
        milestones
            .OrderByDescending(milestone => milestone.SortDate)
            .ThenByDescending(milestone => milestone.RecordedAt)
            .ThenByDescending(milestone => milestone.Id);
}
