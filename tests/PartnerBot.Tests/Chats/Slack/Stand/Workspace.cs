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

    public List<SlackUser> Users { get; } = [new(botUser, "partner") { IsBot = true, TeamId = id }];

    public List<SlackChannel> Channels { get; } = [];

    /// <summary>What the bot shows to people.</summary>
    public Views Views { get; } = new();

    /// <summary>Links with reactions of the bot: channel, ts, emoji.</summary>
    public List<(string Channel, string Ts, string Emoji)> Reactions { get; } = [];

    public SlackUser? User(string? user) => Users.Find(one => one.Id == user);

    public SlackChannel? Channel(string? channel) => Channels.Find(one => one.Id == channel);

    /// <summary>The bot's conversation with somebody, opened where it isn't yet.</summary>
    public SlackChannel DirectWith(string user)
    {
        var known = Channels.Find(one => one.Kind is ChannelKind.Direct && one.Name == user);
        if (known is null)
        {
            known = new SlackChannel($"D{id[^4..]}{++conversations:000000}", ChannelKind.Direct, user)
            {
                Members = [user, botUser],
            };
            Channels.Add(known);
        }

        return known;
    }

    /// <summary>Takes the place of who has the same id.</summary>
    public void Put(SlackUser user)
    {
        Users.RemoveAll(one => one.Id == user.Id);
        Users.Add(user);
    }

    public SlackChannel Add(SlackChannel channel)
    {
        Channels.Add(channel);
        return channel;
    }

    /// <summary>A workspace as tests mostly want it: two colleagues, a guest and somebody of another company.</summary>
    public static Workspace Usual()
    {
        var team = new Workspace(FakeSlack.Team, "Telkom", FakeSlack.BotUser);
        team.Users.AddRange([
            new(People.Alex, "alex") { Email = "alex@telkom.test" },
            new(People.Sari, "sari") { Email = "sari@telkom.test", Locale = "id-ID" },
            new(People.Guest, "guest") { Email = "guest@agency.test", IsRestricted = true },
            new(People.Outsider, "outsider") { TeamId = "T0000000009", IsStranger = true },
            new(People.Gone, "gone") { IsDeleted = true },
        ]);
        team.Channels.AddRange([
            new(Places.Deals, ChannelKind.Public, "deals") { Members = [People.Alex, People.Sari, team.BotUser] },
            new(Places.Board, ChannelKind.Private, "board") { Members = [People.Alex, team.BotUser] },
            new(Places.Secret, ChannelKind.Private, "secret") { Members = [People.Sari] },
            new(Places.Lobby, ChannelKind.Public, "lobby") { Members = [People.Alex, People.Sari, People.Guest] },
            new(Places.Old, ChannelKind.Public, "old") { Members = [People.Alex, team.BotUser], IsArchived = true },
            new(Places.Joint, ChannelKind.Public, "joint")
            {
                Members = [People.Alex, People.Outsider, team.BotUser],
                IsExtShared = true,
            },
            new(Places.Pair, ChannelKind.Direct, "") { Members = [People.Alex, People.Sari] },
        ]);
        return team;
    }
}

/// <summary>Who is in the usual workspace.</summary>
internal static class People
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
internal static class Places
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
