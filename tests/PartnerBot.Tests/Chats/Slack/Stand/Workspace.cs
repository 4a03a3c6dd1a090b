namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>A company's Slack: its people, channels and open views.</summary>
internal sealed class Workspace(string id, string name, string botUser)
{
    private int conversations;

    public string Id => id;

    public string Name => name;

    /// <summary>The user that the bot is here.</summary>
    public string BotUser => botUser;

    public string Domain => name.ToLowerInvariant();

    public List<StandUser> Users { get; } = [new(botUser, "partner") { IsBot = true, TeamId = id }];

    public List<StandChannel> Channels { get; } = [];

    /// <summary>What the bot shows to people.</summary>
    public Views Views { get; } = new();

    /// <summary>Links with reactions of the bot: channel, ts, emoji.</summary>
    public List<(string Channel, string Ts, string Emoji)> Reactions { get; } = [];

    public StandUser? User(string? user) => Users.Find(one => one.Id == user);

    public StandChannel? Channel(string? channel) => Channels.Find(one => one.Id == channel);

    /// <summary>The bot's conversation with somebody, opened where it isn't yet.</summary>
    public StandChannel DirectWith(string user)
    {
        var known = Channels.Find(one => one.Kind is StandChannelKind.Direct && one.Name == user);
        if (known is null)
        {
            known = new StandChannel($"D{id[^4..]}{++conversations:000000}", StandChannelKind.Direct, user)
            {
                Members = [user, botUser],
            };
            Channels.Add(known);
        }

        return known;
    }

    /// <summary>Takes the place of who has the same id.</summary>
    public void Put(StandUser user)
    {
        Users.RemoveAll(one => one.Id == user.Id);
        Users.Add(user);
    }

    public StandChannel Add(StandChannel channel)
    {
        Channels.Add(channel);
        return channel;
    }

    /// <summary>A workspace as tests mostly want it: two colleagues, a guest and somebody of another company.</summary>
    public static Workspace Usual(string id, string name, string botUser)
    {
        var team = new Workspace(id, name, botUser);
        team.Users.AddRange([
            new(StandPeople.Alex, "alex") { Email = "alex@telkom.test", TeamId = id },
            new(StandPeople.Sari, "sari")
            {
                Email = "sari@telkom.test",
                Locale = "id-ID",
                TeamId = id,
            },
            new(StandPeople.Guest, "guest")
            {
                Email = "guest@agency.test",
                IsRestricted = true,
                TeamId = id,
            },
            new(StandPeople.Outsider, "outsider") { TeamId = "T0000000009", IsStranger = true },
            new(StandPeople.Gone, "gone") { IsDeleted = true, TeamId = id },
        ]);
        team.Channels.AddRange([
            new(StandPlaces.Deals, StandChannelKind.Public, "deals")
            {
                Members = [StandPeople.Alex, StandPeople.Sari, team.BotUser],
            },
            new(StandPlaces.Board, StandChannelKind.Private, "board") { Members = [StandPeople.Alex, team.BotUser] },
            new(StandPlaces.Secret, StandChannelKind.Private, "secret") { Members = [StandPeople.Sari] },
            new(StandPlaces.Lobby, StandChannelKind.Public, "lobby")
            {
                Members = [StandPeople.Alex, StandPeople.Sari, StandPeople.Guest],
            },
            new(StandPlaces.Old, StandChannelKind.Public, "old")
            {
                Members = [StandPeople.Alex, team.BotUser],
                IsArchived = true,
            },
            new(StandPlaces.Joint, StandChannelKind.Public, "joint")
            {
                Members = [StandPeople.Alex, StandPeople.Outsider, team.BotUser],
                IsExtShared = true,
            },
            new(StandPlaces.Pair, StandChannelKind.Direct, "") { Members = [StandPeople.Alex, StandPeople.Sari] },
        ]);
        return team;
    }
}

/// <summary>Who is in the usual workspace.</summary>
internal static class StandPeople
{
    public const string Alex = "U0000000001";

    /// <summary>Reads Slack in Indonesian.</summary>
    public const string Sari = "U0000000002";

    public const string Guest = "U0000000003";

    /// <summary>Of another company.</summary>
    public const string Outsider = "U0000000004";

    /// <summary>Deactivated.</summary>
    public const string Gone = "U0000000005";
}

/// <summary>The usual workspace's channels.</summary>
internal static class StandPlaces
{
    public const string Deals = "C0000000001";

    /// <summary>Private, with the bot.</summary>
    public const string Board = "C0000000002";

    /// <summary>Private, without the bot.</summary>
    public const string Secret = "C0000000003";

    /// <summary>Public, without the bot, with a guest.</summary>
    public const string Lobby = "C0000000004";

    /// <summary>Archived.</summary>
    public const string Old = "C0000000005";

    /// <summary>Shared with another company.</summary>
    public const string Joint = "C0000000006";

    /// <summary>Between two colleagues: commands are given there too, but the bot can only answer them.</summary>
    public const string Pair = "D0000000007";
}
