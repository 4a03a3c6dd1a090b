using System.Globalization;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Teams;

namespace PartnerBot.Noticing.Telling;

/// <summary>How fast notices leave. 0 is no limit.</summary>
/// <param name="SlackPerMinute">Messages to one workspace; Slack names no number but "several hundred".</param>
/// <param name="TeamsPerSecond">Messages to one tenant; Microsoft allows 30 to 50.</param>
/// <param name="InFlight">Messages on their way to one workspace or tenant at one time.</param>
public sealed record DeliverySettings(int SlackPerMinute, int TeamsPerSecond, int InFlight)
{
    private const string Section = "Delivery:";
    private const int Most = 1_000_000;
    private const int MostTogether = 5;

    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(500);

    /// <summary>What follows a message about a partner within this time is gathered into the next one.</summary>
    public TimeSpan Gathering { get; init; } = Turn.Gathering;

    /// <exception cref="StartException">A setting is no number from 0 on.</exception>
    public static DeliverySettings Read(IConfiguration configuration) =>
        new(
            Number(configuration, nameof(SlackPerMinute), 300),
            Number(configuration, nameof(TeamsPerSecond), 30),
            Number(configuration, nameof(InFlight), 32)
        )
        {
            Gathering = TimeSpan.FromSeconds(Number(configuration, "GatherSeconds", (int)Turn.Gathering.TotalSeconds)),
        };

    /// <summary>
    /// How far apart messages to one workspace or tenant leave; zero is no limit. It is a hundredth more than the limit asks for:
    /// where one is late, and the next are not, there are none too many in any span.
    /// </summary>
    public TimeSpan Between(string platform) =>
        platform switch
        {
            SlackPlatform.PlatformName when SlackPerMinute > 0 => TimeSpan.FromMinutes(1.01) / SlackPerMinute,
            TeamsPlatform.PlatformName when TeamsPerSecond > 0 => TimeSpan.FromSeconds(1.01) / TeamsPerSecond,
            _ => TimeSpan.Zero,
        };

    /// <summary>
    /// How many messages to one workspace or tenant leave together: with a part of what the limit allows, there are never too many
    /// in its span.
    /// </summary>
    public int Together(string platform)
    {
        var limit = platform is SlackPlatform.PlatformName ? SlackPerMinute : TeamsPerSecond;
        var between = Between(platform);
        return Enumerable
            .Range(1, MostTogether)
            .Last(count => count == 1 || (limit % count == 0 && between * count <= Gathers));
    }

    /// <summary>How long what became of messages is gathered before it is noted; where there is no limit, there is enough of it.</summary>
    public TimeSpan Gather(string platform) => Between(platform) == TimeSpan.Zero ? TimeSpan.Zero : Gathers;

    /// <summary>
    /// How far apart messages in one conversation are. Sources: Slack, "Rate limits" (about one a second and channel);
    /// Microsoft, "Optimize your bot with rate limiting in Teams" (60 in 30 s, 1,800 in an hour).
    /// </summary>
    public TimeSpan Gap(string platform) =>
        platform switch
        {
            SlackPlatform.PlatformName when SlackPerMinute > 0 => TimeSpan.FromSeconds(1),
            TeamsPlatform.PlatformName when TeamsPerSecond > 0 => TimeSpan.FromSeconds(2),
            _ => TimeSpan.Zero,
        };

    private static int Number(IConfiguration configuration, string name, int usual) =>
        configuration[Section + name] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number
        : throw new StartException($"{Section}{name} is \"{text}\"; put a number from 0 (no limit) to {Most:N0}.");
}
