using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Focuses;

/// <summary>When? The date as it was promised, or that none was; a date is never inferred.</summary>
public sealed class DateFocus(TimeProvider clock) : IFocus
{
    public Focus Focus => Focus.Date;

    public Task<Focused?> AnswerAsync(
        Reading<Partner> reading,
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var partner = reading.Value;
        var date = partner.TargetDate is { } target
            ? words["focus-date", partner.Name, words.Date(target)]
            : words["focus-date-none", partner.Name];
        var open = partner.OpenCommitments().ToList();
        var promised = string.Join("; ", open.Select(promise => promise.Text.In(words).TrimEnd('.')));
        var now = clock.GetUtcNow();
        return Task.FromResult<Focused?>(
            new(
                open.Count == 0 ? date : $"{date} {words["focus-promised", promised]}",
                open.Select(promise => promise.VisibilityAt(now)).Append(partner.Visibility).Max(),
                reading.Freshness(),
                [
                    words.Action("subscribe", words["action-subscribe-change"], partner),
                    words.Action(StatusTopic.TopicName, words["action-status", partner.Name], partner),
                ],
                Sections: []
            )
        );
    }
}
