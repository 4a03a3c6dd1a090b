namespace PartnerBot.Registry;

/// <summary>An announcement is the moment from which a fact is public; before it the fact is internal.</summary>
public static class Announcement
{
    /// <summary>How far a fact may be passed on at <paramref name="now"/>.</summary>
    public static Visibility EffectiveAt(this Visibility visibility, DateTimeOffset? announcedAt, DateTimeOffset now) =>
        announcedAt switch
        {
            null => visibility,
            { } at when at <= now => Visibility.Public,
            _ => visibility is Visibility.Public ? Visibility.Internal : visibility,
        };

    /// <inheritdoc cref="EffectiveAt"/>
    public static Visibility VisibilityAt(this Milestone milestone, DateTimeOffset now) =>
        milestone.Visibility.EffectiveAt(milestone.AnnouncedAt, now);

    /// <inheritdoc cref="EffectiveAt"/>
    public static Visibility VisibilityAt(this Commitment commitment, DateTimeOffset now) =>
        commitment.Visibility.EffectiveAt(commitment.AnnouncedAt, now);
}
