using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats.Teams;
using PartnerBot.Chats.Teams.Door;

namespace PartnerBot.Tests.Chats.Teams.Door;

public sealed class HeldConnectorsTests
{
    private const string Emea = "https://smba.trafficmanager.net/emea/";

    [Fact]
    public async Task A_thousand_messages_of_a_service_are_answered_over_one_client()
    {
        using var door = new Doorway();
        var token = door.Bearer();
        (await door.PostAsync(door.Help().ToJsonString(), token)).ShouldBe(HttpStatusCode.OK);
        (await door.PostAsync(door.Help(Emea).ToJsonString(), door.BearerOf(Emea))).ShouldBe(HttpStatusCode.OK);
        var clients = door.Microsoft.Clients;

        for (var message = 0; message < 100; message++)
        {
            (await door.PostAsync(door.Help().ToJsonString(), token)).ShouldBe(HttpStatusCode.OK);
        }

        var connectors = door.Teams.Bot.Services.GetRequiredService<HeldConnectors>();
        for (var message = 0; message < 900; message++)
        {
            using var client = await connectors.CreateAsync(
                FakeMicrosoft.ServiceUrl,
                "audience",
                TestContext.Current.CancellationToken
            );
            await client.Conversations.SendToConversationAsync(
                "a:chat",
                new() { Type = ActivityTypes.Message, Text = "words" },
                TestContext.Current.CancellationToken
            );
        }

        door.Microsoft.Messages.Count.ShouldBe(1002);
        door.Microsoft.Clients.ShouldBe(clients);
    }

    [Fact]
    public async Task First_messages_at_once_make_one_client()
    {
        using var door = new Doorway();
        var connectors = door.Teams.Bot.Services.GetRequiredService<HeldConnectors>();
        var before = door.Microsoft.Clients;

        var held = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => connectors.GetAsync(FakeMicrosoft.ServiceUrl)))
        );

        held.Distinct().ShouldHaveSingleItem();
        door.Microsoft.Clients.ShouldBe(before + 1);
        (await connectors.GetAsync(Emea)).ShouldNotBe(held[0]);
    }

    [Fact]
    public async Task More_services_than_there_are_do_not_fill_the_memory()
    {
        using var door = new Doorway();
        var connectors = door.Teams.Bot.Services.GetRequiredService<HeldConnectors>();
        var first = await connectors.GetAsync(FakeMicrosoft.ServiceUrl);

        for (var service = 0; service < 100; service++)
        {
            (await connectors.GetAsync($"{FakeMicrosoft.ServiceUrl}{service}")).ShouldNotBe(first);
        }

        (await connectors.GetAsync(FakeMicrosoft.ServiceUrl)).ShouldNotBe(first);
    }
}
