using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>Somebody in a workspace.</summary>
/// <param name="Locale">The language of their client, such as <c>id-ID</c>.</param>
public sealed record SlackPerson(string Id, TimeZoneInfo? TimeZone, string? Locale);

/// <summary>What is known of somebody.</summary>
/// <param name="IsRead">False where Slack doesn't say who they are.</param>
/// <param name="Person">Null for who is nobody of the company: a guest, a bot, somebody of another workspace, an ended account.</param>
public sealed record FoundPerson(bool IsRead, SlackPerson? Person);

/// <summary>The people of the workspaces, as Slack last said.</summary>
internal sealed partial class SlackPeople(SlackClient slack, TimeProvider clock, ILogger<SlackPeople> log)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(15);

    // Slack lets nobody ask whose account has ended, so that this costs no secret.
    private static readonly TimeSpan GoodInNeed = TimeSpan.FromHours(2);

    private readonly Recent<(string Team, string User), FoundPerson> known = new(clock, KnownFor);

    public async Task<FoundPerson> FindAsync(SlackWorkspace workspace, string id, CancellationToken cancellationToken)
    {
        if (known.Find((workspace.Team, id)) is { } found)
        {
            return found;
        }

        var answer = await slack.UserAsync(workspace.Token, id, cancellationToken);
        if (answer.Value?.User is { } user)
        {
            found = new(IsRead: true, IsOurs(user, workspace.Team) ? PersonOf(user) : null);
            known.Keep((workspace.Team, id), found);
            return found;
        }

        if (answer.Error?.Code is "user_not_found" or "user_not_visible")
        {
            return new(IsRead: true, Person: null);
        }

        LogUnknown(workspace.Team, id, answer.Error?.Code);
        return known.Find((workspace.Team, id), GoodInNeed) ?? new(IsRead: false, Person: null);
    }

    private static bool IsOurs(SlackUser user, string team) =>
        user is { Deleted: false, IsBot: false, IsRestricted: false, IsUltraRestricted: false, IsStranger: false }
        && user.TeamId == team;

    private static SlackPerson PersonOf(SlackUser user) =>
        new(
            user.Id,
            user.Tz is { Length: > 0 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
            user.Locale
        );

    [LoggerMessage(33, LogLevel.Error, "Slack does not say who {User} of the workspace {Team} is: {Code}")]
    private partial void LogUnknown(string team, string user, string? code);
}
