using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>Somebody in a workspace.</summary>
/// <param name="Locale">The language of their client, such as <c>id-ID</c>.</param>
/// <param name="Email">In lower case; null where they have not confirmed it, or the app may not read it.</param>
/// <param name="Name">As others see them.</param>
public sealed record SlackPerson(
    string Id,
    TimeZoneInfo? TimeZone,
    string? Locale,
    string? Email = null,
    string? Name = null
);

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

    // Each is asked of Slack.
    private const int MostMentioned = 5;

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

    /// <summary>Who has confirmed that this address is theirs.</summary>
    /// <returns>Not read where Slack doesn't say now; where it never will, there is nobody.</returns>
    public async Task<FoundPerson> FindByEmailAsync(
        SlackWorkspace workspace,
        string email,
        CancellationToken cancellationToken
    )
    {
        var answer = await slack.UserByEmailAsync(workspace.Token, email, cancellationToken);
        if (answer.Value?.User is { } user)
        {
            var person = IsOurs(user, workspace.Team) ? PersonOf(user) : null;
            return new(
                IsRead: true,
                string.Equals(person?.Email, email, StringComparison.OrdinalIgnoreCase) ? person : null
            );
        }

        if (answer.Error?.Code is not "users_not_found")
        {
            LogNotFound(workspace.Team, answer.Error?.Code);
        }

        return new(answer.Error?.Fault is SlackFault.Refused, Person: null);
    }

    /// <summary>Whom words mention of the company; who is nobody of it is left out.</summary>
    /// <param name="text">As Slack gives it.</param>
    public async Task<IReadOnlyList<Mentioned>> MentionedAsync(
        SlackWorkspace workspace,
        string? text,
        CancellationToken cancellationToken
    )
    {
        var mentioned = new List<Mentioned>();
        foreach (var (user, label) in SlackText.Mentions(text, workspace.BotUser).Take(MostMentioned))
        {
            if ((await FindAsync(workspace, user, cancellationToken)).Person is { } person)
            {
                var who = new Asker(SlackPlatform.PlatformName, workspace.Team, person.Id);
                mentioned.Add(new(who, person.Name ?? label ?? person.Id));
            }
        }

        return mentioned;
    }

    private static bool IsOurs(SlackUser user, string team) =>
        user is { Deleted: false, IsBot: false, IsRestricted: false, IsUltraRestricted: false, IsStranger: false }
        && user.TeamId == team;

    private static SlackPerson PersonOf(SlackUser user) =>
        new(
            user.Id,
            user.Tz is { Length: > 0 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
            user.Locale,
            user.IsEmailConfirmed && user.Profile?.Email is { Length: > 0 } email ? email.ToLowerInvariant() : null,
            user.Profile is { DisplayName: { Length: > 0 } shown } ? shown : user.RealName
        );

    [LoggerMessage(33, LogLevel.Error, "Slack does not say who {User} of the workspace {Team} is: {Code}")]
    private partial void LogUnknown(string team, string user, string? code);

    [LoggerMessage(80, LogLevel.Error, "Slack does not say who of the workspace {Team} has an e-mail address: {Code}")]
    private partial void LogNotFound(string team, string? code);
}
