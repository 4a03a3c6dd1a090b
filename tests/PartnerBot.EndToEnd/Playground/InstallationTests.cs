using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>The bot comes and goes, each time a bot that has met nobody yet.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private readonly PlaygroundBot house = new();

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task It_greets_once_though_Teams_tells_of_it_twice_at_once()
    {
        await using var teams = await house.OpenAsync();

        foreach (var where in new[] { teams.Personal, teams.Group, TeamsClient.Channel })
        {
            await teams.InstallAsync(where);
        }

        await teams.InstallAsync(teams.Personal);

        (await teams.NextAsync(teams.Personal)).Lines.ShouldBe(Alone);
        (await teams.NextAsync(teams.Group)).Lines.ShouldBe(AmongOthers);
        (await teams.NextPostAsync(TeamsClient.Channel)).Lines.ShouldBe(AmongOthers);
        teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Taken_away_it_says_nothing_there_until_it_is_back()
    {
        await using var teams = await house.OpenAsync();
        await teams.InstallAsync(teams.Group);
        await teams.NextAsync(teams.Group);

        await teams.SendAsync(teams.Group, "uninstall");
        await teams.SendAsync(teams.Group, "botRemoved");
        (await SpeakAsync(teams)).ShouldBe(new(DeliveryOutcome.Unreachable, Reason: "not installed"));

        await teams.InstallAsync(teams.Group);
        var back = await SpeakAsync(teams);
        back.Outcome.ShouldBe(DeliveryOutcome.Sent);
        (await teams.NextAsync(teams.Group)).Id.ShouldBe(back.MessageId);
        teams.Unexpected.ShouldBeEmpty();
    }

    private static readonly string[] Alone =
    [
        "Hello, I'm PartnerBot. Ask me how far we are with a partner, in your own words, in English or Indonesian.",
        "I answer from the partner registry: who said it, where, how old it is, and whether it may be passed on.",
    ];

    private static readonly string[] AmongOthers =
    [
        Alone[0],
        "Mention me with your question; everyone here reads my answer.",
    ];

    private Task<Delivery> SpeakAsync(TeamsClient teams) =>
        house.Platform.SendAsync(
            new("teams", teams.Tenant, AddressKind.Room, teams.Group),
            new()
            {
                Topic = "changes",
                Language = "en",
                Text = "Something has changed.",
                Paragraphs = ["Something has changed."],
            },
            TestContext.Current.CancellationToken
        );
}
