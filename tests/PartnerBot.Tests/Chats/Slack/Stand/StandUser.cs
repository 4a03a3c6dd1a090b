using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Somebody in a workspace, or somebody else's guest in it.</summary>
internal sealed record StandUser(string Id, string Name)
{
    /// <summary>Their own workspace: of another's in a shared channel it is the other's.</summary>
    public string TeamId { get; init; } = FakeSlack.Team;

    /// <summary>As on their profile, where there is one.</summary>
    public string? Email { get; init; }

    /// <summary>Whether they have shown that it is theirs.</summary>
    public bool IsEmailConfirmed { get; init; } = true;

    public string TimeZone { get; init; } = "Asia/Jakarta";

    public string Locale { get; init; } = "en-US";

    /// <summary>A guest in several channels.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>A guest in one channel.</summary>
    public bool IsUltraRestricted { get; init; }

    public bool IsBot { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>From another workspace, without a channel in common with who asks.</summary>
    public bool IsStranger { get; init; }

    /// <summary>As <c>users.info</c> shows them; the locale where it was asked for, the e-mail where the scopes allow.</summary>
    public JsonObject Describe(DateTimeOffset now, bool withLocale, bool withEmail)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var profile = new JsonObject
        {
            ["real_name"] = Name,
            ["display_name"] = Name,
            ["real_name_normalized"] = Name,
            ["display_name_normalized"] = Name,
            ["team"] = TeamId,
        };
        if (withEmail && Email is not null)
        {
            profile["email"] = Email;
        }

        var user = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = TeamId,
            ["name"] = Name,
            ["deleted"] = IsDeleted,
            ["real_name"] = Name,
            ["profile"] = profile,
            ["is_bot"] = IsBot,
            ["is_app_user"] = false,
            ["updated"] = now.ToUnixTimeSeconds(),
        };
        return IsDeleted ? user : DescribeActive(user, zone, now, withLocale);
    }

    // Of the deactivated Slack shows neither zone nor role.
    private JsonObject DescribeActive(JsonObject user, TimeZoneInfo zone, DateTimeOffset now, bool withLocale)
    {
        user["tz"] = TimeZone;
        user["tz_label"] = zone.StandardName;
        user["tz_offset"] = (int)zone.GetUtcOffset(now).TotalSeconds;
        user["is_email_confirmed"] = IsEmailConfirmed;
        user["is_admin"] = false;
        user["is_owner"] = false;
        user["is_primary_owner"] = false;
        user["is_restricted"] = IsRestricted;
        user["is_ultra_restricted"] = IsUltraRestricted;
        if (IsStranger)
        {
            user["is_stranger"] = true;
        }

        if (withLocale)
        {
            user["locale"] = Locale;
        }

        return user;
    }
}
