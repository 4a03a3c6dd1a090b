using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Noticing.Following;
using PartnerBot.Noticing.Ledger;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>What is to be told, and what became of the notices that are not told.</summary>
/// <param name="Seen">Of the notices in order; the same number.</param>
internal sealed record Written(
    IReadOnlyList<NoticeRow> Notices,
    IReadOnlyList<SeenChange> Seen,
    IReadOnlyList<Outcome> Others,
    DateTimeOffset AsOf
);

/// <summary>
/// Finds what of some notices is to be told now: whether the recipient still is to hear of it, and may, is looked at again, since
/// that may have changed while they waited.
/// </summary>
internal sealed class Writing(
    PartnerNow partners,
    Access access,
    IDbContextFactory<PartnerBotDb> contexts,
    TimeProvider clock
)
{
    private static readonly TimeSpan UnreadablePause = TimeSpan.FromMinutes(1);

    // What is the same for many is worked out once.
    private readonly ConditionalWeakTable<PartnerFacts, VisiblePartner> visible = [];

    /// <exception cref="RegistryUnavailableException">The registry can't be asked now.</exception>
    public async Task<Written> ReadAsync(
        LaneView view,
        IReadOnlyList<NoticeRow> notices,
        CancellationToken cancellationToken
    )
    {
        var (told, seen, others) = (new List<NoticeRow>(), new List<SeenChange>(), new List<Outcome>());
        var asOf = clock.GetUtcNow();
        foreach (var partner in notices.GroupBy(notice => notice.Partner, StringComparer.Ordinal))
        {
            var (facts, isUnreadable) = await ReadAsync(partner.Key, partner.Max(notice => notice.CreatedAt));
            if (isUnreadable)
            {
                others.AddRange(partner.Select(Unreadable));
                continue;
            }

            var shown = facts is null ? null : See(facts);
            foreach (var notice in partner)
            {
                var verdict = await JudgeAsync(view, notice, facts, shown, cancellationToken);
                if (verdict.Seen is { } one)
                {
                    told.Add(notice);
                    seen.Add(one);
                    asOf = facts!.AsOf;
                }
                else
                {
                    others.Add(verdict.Otherwise!);
                }
            }
        }

        return new(told, seen, others, asOf);
    }

    /// <summary>Of notices that were told, what is to be seen of them now.</summary>
    /// <exception cref="RegistryUnavailableException">A partner can't be read now.</exception>
    public async Task<(IReadOnlyList<SeenChange> Seen, DateTimeOffset AsOf)> ReadAgainAsync(IEnumerable<Change> changes)
    {
        var (seen, asOf) = (new List<SeenChange>(), clock.GetUtcNow());
        foreach (var partner in changes.GroupBy(change => change.Partner!.Value))
        {
            if (await partners.ReadAsync(partner.Key, clock.GetUtcNow()) is { } facts && See(facts) is { } shown)
            {
                seen.AddRange(partner.Select(shown.See).OfType<SeenChange>());
                asOf = facts.AsOf;
            }
        }

        return (seen, asOf);
    }

    private async Task<(PartnerFacts? Facts, bool IsUnreadable)> ReadAsync(string partner, DateTimeOffset since)
    {
        try
        {
            return (await partners.ReadAsync(new(partner), since), false);
        }
        catch (RegistryUnavailableException exception) when (exception.IsUnreadable)
        {
            return (null, true);
        }
    }

    // It waits, as long as anything is tried, and keeps no other partner waiting.
    private Outcome Unreadable(NoticeRow notice)
    {
        var now = clock.GetUtcNow();
        return now - notice.CreatedAt < Postman.Longest
            ? Outcome.Of(notice, NoticeState.Pending, "unreadable", now + UnreadablePause)
            : Outcome.Of(notice, NoticeState.Failed, "unreadable");
    }

    private async Task<Verdict> JudgeAsync(
        LaneView view,
        NoticeRow notice,
        PartnerFacts? facts,
        VisiblePartner? shown,
        CancellationToken cancellationToken
    )
    {
        if (facts is null || !view.Changes.TryGetValue(notice.Sequence, out var change))
        {
            return Withdraw(notice, "gone");
        }

        if (view.IsMuted(notice.Partner))
        {
            return Withdraw(notice, "muted");
        }

        if (view.IsDouble(notice))
        {
            return Withdraw(notice, "told otherwise");
        }

        if (!await IsWantedAsync(view, Happened.Of(change, facts), cancellationToken))
        {
            return Withdraw(notice, "not subscribed");
        }

        if (shown?.See(change) is { } seen)
        {
            return new(seen, Otherwise: null);
        }

        // An embargoed fact waits for its announcement.
        return AnnouncedAt(change, facts) is { } at && at > clock.GetUtcNow() && shown is not null
            ? new(Seen: null, Outcome.Of(notice, NoticeState.Pending, Turn.Embargo, at))
            : Withdraw(notice, "no right");
    }

    private async Task<bool> IsWantedAsync(LaneView view, Happened happened, CancellationToken cancellationToken)
    {
        if (view.Audience.Of(happened).Contains(view.Audience.Canonical(view.Recipient)))
        {
            return true;
        }

        if (happened.Wrong.Count == 0 || !view.Audience.Of(happened, [view.Recipient]).Any())
        {
            return false;
        }

        var names = view.Audience.NamesOf(view.Recipient);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Corrections
            .Told(db, happened)
            .AnyAsync(notice => names.Contains(notice.Recipient), cancellationToken);
    }

    private static DateTimeOffset? AnnouncedAt(Change change, PartnerFacts facts) =>
        change.Kind is ChangeKind.Commitment
            ? facts.Partner.Commitments.FirstOrDefault(one => one.IsOf(change))?.AnnouncedAt
            : facts.Find(change.Milestone)?.AnnouncedAt;

    private VisiblePartner? See(PartnerFacts facts)
    {
        var now = clock.GetUtcNow();
        if (visible.TryGetValue(facts, out var known) && now < known.Until)
        {
            return known;
        }

        var partner = VisiblePartner.Of(facts, access, now);
        if (partner is not null)
        {
            visible.AddOrUpdate(facts, partner);
        }

        return partner;
    }

    private static Verdict Withdraw(NoticeRow notice, string reason) =>
        new(Seen: null, Outcome.Of(notice, NoticeState.Withdrawn, reason));

    private sealed record Verdict(SeenChange? Seen, Outcome? Otherwise);
}
