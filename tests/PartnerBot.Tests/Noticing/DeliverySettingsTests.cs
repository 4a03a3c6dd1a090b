using CsCheck;
using Microsoft.Extensions.Configuration;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>How fast notices leave, as set.</summary>
public sealed class DeliverySettingsTests(PostgresServer server)
{
    private static readonly string[] Limited = ["slack", "teams"];

    [Fact]
    public void Nothing_set_is_what_the_platforms_surely_take()
    {
        var usual = Read([]);

        usual.ShouldBe(new(SlackPerMinute: 300, TeamsPerSecond: 30, InFlight: 32));
        usual.Gathering.ShouldBe(TimeSpan.FromSeconds(60));
        usual.Between("slack").ShouldBe(TimeSpan.FromMilliseconds(202));
        usual.Between("local").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void All_can_be_set_and_0_is_no_limit()
    {
        var set = Read(
            new()
            {
                ["Delivery:SlackPerMinute"] = "525",
                ["Delivery:TeamsPerSecond"] = "0",
                ["Delivery:InFlight"] = "8",
                ["Delivery:GatherSeconds"] = "5",
            }
        );

        (set.SlackPerMinute, set.TeamsPerSecond, set.InFlight).ShouldBe((525, 0, 8));
        set.Gathering.ShouldBe(TimeSpan.FromSeconds(5));
        set.Between("teams").ShouldBe(TimeSpan.Zero);
        set.Gap("teams").ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("SlackPerMinute", "fast")]
    [InlineData("TeamsPerSecond", "-1")]
    [InlineData("InFlight", "1.5")]
    [InlineData("GatherSeconds", "1000001")]
    public void What_is_no_number_is_named(string name, string value) =>
        Should
            .Throw<StartException>(() => Read(new() { [$"Delivery:{name}"] = value }))
            .Message.ShouldBe($"Delivery:{name} is \"{value}\"; put a number from 0 (no limit) to 1,000,000.");

    [Fact]
    public void As_many_leave_together_as_are_a_part_of_the_limit() =>
        Gen.Int[1, 2_000]
            .Sample(limit =>
            {
                var set = new DeliverySettings(limit, limit, InFlight: 32);
                foreach (var platform in Limited)
                {
                    var together = set.Together(platform);
                    together.ShouldBeInRange(1, 5);
                    (limit % together).ShouldBe(0);
                    (
                        together == 1 || set.Between(platform) * together <= TimeSpan.FromMilliseconds(500)
                    ).ShouldBeTrue();
                }
            });

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_pace_of_less_than_one_a_second_is_kept_and_all_are_told(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(
            provider,
            server,
            new() { ["Delivery:SlackPerMinute"] = "20" }
        );
        await host.SubscribeAsync(ToldHost.Alex);
        await host.SubscribeAsync(Recipient.Of(new("slack", FakeSlack.Team, StandPeople.Sari)));

        await host.TrackAsync("legal");
        await host.PassAsync(TimeSpan.FromSeconds(1), async _ => host.Posted.Count == 1);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        host.Posted.Count.ShouldBe(1);

        await host.PassAsync(TimeSpan.FromSeconds(2), NoticeState.Sent, 2);
    }

    private static DeliverySettings Read(Dictionary<string, string?> settings) =>
        DeliverySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
