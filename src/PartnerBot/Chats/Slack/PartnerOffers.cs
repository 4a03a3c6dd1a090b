using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack;

/// <summary>The partners offered while somebody types a name; none where they can't be read in time.</summary>
internal sealed class PartnerOffers(
    SlackPeople people,
    PartnerSearch search,
    Access access,
    IPartnerSource registry,
    Phrasebook phrasebook,
    TimeProvider clock
)
{
    // Of 500 ms, after which it is no longer quick while typing; the rest is for the way there and back.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    public async Task<IReadOnlyList<SelectOption>> FindAsync(
        SlackWorkspace workspace,
        string user,
        string typed,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await OffersAsync(workspace, user, typed, until.Token).WaitAsync(until.Token);
        }
        catch (Exception exception)
            when (exception is RegistryUnavailableException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<SelectOption>> OffersAsync(
        SlackWorkspace workspace,
        string user,
        string typed,
        CancellationToken cancellationToken
    )
    {
        if (await people.FindAsync(workspace, user, cancellationToken) is not { Person: { } person })
        {
            return [];
        }

        var asker = new Asker(SlackPlatform.PlatformName, workspace.Team, person.Id);
        var partners = new VisiblePartners(access, registry, phrasebook);
        var found = await search.FindAsync(typed, asker, partners, PartnerSearch.Most, cancellationToken);
        return
        [
            .. found.Select(partner => new SelectOption(Plain.Of(partner.Name, Plain.LongestLabel), partner.Id.Value)),
        ];
    }
}
