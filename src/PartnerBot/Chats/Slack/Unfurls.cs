using System.Text.Json;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Chats.Slack.Door;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack;

/// <summary>Links to the registry, unfolded to the partner's status: one a message, and not the same again in a channel for half an hour.</summary>
internal sealed partial class Unfurls(
    SlackPeople people,
    SlackRooms rooms,
    SlackOnce once,
    SlackClient slack,
    SlackBlocks blocks,
    RegistryLinks links,
    Answerer answerer,
    Access access,
    IPartnerSource registry,
    Phrasebook phrasebook,
    ILogger<Unfurls> log
)
{
    /// <summary>Of what is noted, see <see cref="SlackOnce"/>.</summary>
    public const string Prefix = "unfurl:";

    public async Task ShowAsync(SlackWorkspace workspace, SlackEvent shared, CancellationToken cancellationToken)
    {
        if (
            Find(shared) is not (var url, { } partner)
            || await people.FindAsync(workspace, shared.User!, cancellationToken) is not { Person: { } person }
            || await ReadersAsync(workspace, shared, cancellationToken) is not Readers.Ours
        )
        {
            return;
        }

        var key = $"{Prefix}{shared.Channel}:{partner}";
        if (await MakeAsync(workspace, shared, person, partner, cancellationToken) is not { } answer)
        {
            return;
        }

        if (await once.ClaimAsync(workspace.Team, key, SlackOnce.UnfurlPause, cancellationToken))
        {
            await ShowAsync(workspace, shared, url, answer, key, cancellationToken);
        }
    }

    private (string Url, PartnerId Partner)? Find(SlackEvent shared) =>
        shared
            .Links!.Select(link => (link.Url, Partner: links.Find(link.Url)))
            .Where(link => link.Partner is not null)
            .Select(link => ((string, PartnerId)?)(link.Url!, link.Partner!.Value))
            .FirstOrDefault();

    // While it is being written there is no channel yet that anybody reads.
    private async Task<Readers> ReadersAsync(
        SlackWorkspace workspace,
        SlackEvent shared,
        CancellationToken cancellationToken
    ) =>
        shared.Channel is { Length: > 0 } channel && channel is not "COMPOSER"
            ? (await rooms.ReadersAsync(workspace, channel, cancellationToken)).Readers
            : Readers.Unknown;

    private async Task<Answer?> MakeAsync(
        SlackWorkspace workspace,
        SlackEvent shared,
        SlackPerson person,
        PartnerId partner,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var place = new SlackPlace(workspace, shared.Channel!, shared.ThreadTs, IsRoom: true);
            var asked = SlackIncoming.Of(person, place, "").Asked with { ToAll = true, InRoom = false };
            asked = await answerer.AsChosenAsync(asked, cancellationToken);
            var partners = new VisiblePartners(access, registry, phrasebook);
            return await answerer.ShowAsync(asked, partner, partners, cancellationToken);
        }
        catch (RegistryUnavailableException)
        {
            return null; // the link can be followed all the same
        }
    }

    private async Task ShowAsync(
        SlackWorkspace workspace,
        SlackEvent shared,
        string url,
        Answer answer,
        string key,
        CancellationToken cancellationToken
    )
    {
        var content = blocks.Render(answer.Message, new(answer.Question.Asked.Words));
        var unfurls = JsonSerializer.Serialize(
            new Dictionary<string, Unfurl>(StringComparer.Ordinal) { [url] = new(content.Blocks) },
            SlackJson.Web.DictionaryStringUnfurl
        );
        var place = new UnfurlPlace(shared.Channel, shared.MessageTs, shared.UnfurlId, shared.Source);
        var shown = await slack.UnfurlAsync(workspace.Token, place, unfurls, cancellationToken);
        if (shown.Error is { } error)
        {
            LogNotShown(workspace.Team, shared.Channel, error.Code);
            await once.ReturnAsync(workspace.Team, key, cancellationToken);
        }
    }

    [LoggerMessage(
        37,
        LogLevel.Warning,
        "A link in the conversation {Channel} of the workspace {Team} was not unfolded: {Code}"
    )]
    private partial void LogNotShown(string team, string? channel, string code);
}
