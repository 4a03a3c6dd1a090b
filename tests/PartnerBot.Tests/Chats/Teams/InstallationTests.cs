using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.People;

namespace PartnerBot.Tests.Chats.Teams;

public sealed class InstallationTests : IDisposable
{
    private static readonly Message Hello = new()
    {
        Topic = "help",
        Language = "en",
        Text = "Hello.",
        Paragraphs = ["Hello."],
    };

    private readonly TeamsHost teams = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IChatPlatform Platform => teams.Bot.Services.GetServices<IChatPlatform>().Single();

    private static ConversationAddress Budi { get; } =
        ConversationAddress.Of(new Asker("teams", FakeMicrosoft.Tenant, Employee.Budi.Id));

    private static ConversationAddress Channel { get; } =
        new("teams", FakeMicrosoft.Tenant, AddressKind.Room, Chat.Channel.Id);

    [Fact]
    public async Task The_first_words_are_said_once_though_two_events_come_at_once_and_come_again()
    {
        var chat = Chat.Personal(Employee.Budi);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => teams.PostAsync(n % 2 == 0 ? Added(chat) : Updated(chat, "membersAdded")))
        );

        var said = teams.Microsoft.Messages.ShouldHaveSingleItem();
        said.Says.ShouldBe(
            "Hello, I'm PartnerBot. Ask me how far we are with a partner, in your own words, in English or Indonesian. "
                + "I answer from the partner registry: who said it, where, how old it is, and whether it may be passed on."
        );
        said.Buttons.ShouldBe(["list", "changes", "help"]);
    }

    [Fact]
    public async Task In_a_channel_they_say_to_mention_the_bot_and_in_the_client_s_language()
    {
        var added = Added(Chat.Channel);
        added["locale"] = "id-ID";

        await teams.PostAsync(added);

        var said = teams.Microsoft.Messages.ShouldHaveSingleItem();
        said.Says.ShouldEndWith("Sebut saya bersama pertanyaan Anda; semua orang di sini membaca jawaban saya.");
        said.Buttons.ShouldBe(["daftar", "perubahan", "bantuan"]);
    }

    [Fact]
    public async Task First_words_that_could_not_be_said_are_said_when_the_other_event_comes()
    {
        teams.Microsoft.Answer = (_, _) =>
            Task.FromResult<HttpResponseMessage?>(new(System.Net.HttpStatusCode.Forbidden));
        await teams.PostAsync(Added(Chat.Group));
        teams.Microsoft.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(null);

        await teams.PostAsync(Updated(Chat.Group, "membersAdded"));

        teams.Microsoft.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Other_people_who_come_and_go_are_no_news()
    {
        var others = Updated(Chat.Group, "membersAdded");
        others["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:somebody" });

        await teams.PostAsync(others);

        teams.Microsoft.Posted.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_speaks_first_to_a_person_a_channel_and_a_thread_and_changes_what_it_said()
    {
        await teams.PostAsync(Added(Chat.Personal(Employee.Budi)));
        await teams.PostAsync(Added(Chat.Channel));

        var person = await Platform.SendAsync(Budi, Hello, Cancelled);
        var room = await Platform.SendAsync(Channel, Hello, Cancelled);
        var thread = await Platform.SendAsync(Channel with { Thread = "1700" }, Hello, Cancelled);
        var changed = await Platform.UpdateAsync(Channel with { Thread = "1700" }, thread.MessageId!, Hello, Cancelled);

        foreach (var delivery in (Delivery[])[person, room, thread, changed])
        {
            delivery.Outcome.ShouldBe(DeliveryOutcome.Sent);
        }

        teams
            .Microsoft.Messages.Skip(2)
            .Select(posted => $"{posted.Method} {posted.Address.AbsolutePath}")
            .ShouldBe([
                "POST /apac/v3/conversations/a%3Ab0000000-0000-4000-8000-000000000001/activities",
                "POST /apac/v3/conversations/19%3Achannel%40thread.tacv2/activities",
                "POST /apac/v3/conversations/19%3Achannel%40thread.tacv2%3Bmessageid%3D1700/activities",
                $"PUT /apac/v3/conversations/19%3Achannel%40thread.tacv2%3Bmessageid%3D1700/activities/{thread.MessageId}",
            ]);
    }

    [Fact]
    public async Task A_person_whose_chat_is_not_open_yet_is_met_in_one_that_is_opened_once()
    {
        await teams.PostAsync(Added(Chat.Channel));
        teams.Microsoft.Answer = (posted, _) =>
            Task.FromResult<HttpResponseMessage?>(
                posted.Address.AbsolutePath.EndsWith("/conversations", StringComparison.Ordinal)
                    ? new(System.Net.HttpStatusCode.Created) { Content = new StringContent("""{"id":"a:opened"}""") }
                    : null
            );

        (await Platform.SendAsync(Budi, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Sent);
        (await Platform.SendAsync(Budi, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Sent);

        var opened = teams.Microsoft.Posted.Where(posted => posted.Body?["members"] is not null).ShouldHaveSingleItem();
        ((string?)opened.Body!["members"]![0]!["id"]).ShouldBe(Employee.Budi.Id);
        ((string?)opened.Body["tenantId"]).ShouldBe(FakeMicrosoft.Tenant);
        teams
            .Microsoft.Messages.TakeLast(2)
            .ShouldAllBe(posted => posted.Address.AbsolutePath == "/apac/v3/conversations/a%3Aopened/activities");
    }

    [Fact]
    public async Task Nobody_is_reached_where_the_app_was_never_or_is_no_longer_until_it_is_again()
    {
        (await Platform.SendAsync(Budi, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Unreachable);
        var chat = Chat.Personal(Employee.Budi);
        await teams.PostAsync(Added(chat));
        var removed = Added(chat);
        removed["action"] = "remove";
        await teams.PostAsync(removed);
        await teams.PostAsync(Updated(chat, "membersRemoved"));
        var before = teams.Microsoft.Posted.Count;

        (await Platform.SendAsync(Budi, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Unreachable);
        teams.Microsoft.Posted.Count.ShouldBe(before);

        await teams.PostAsync(Added(chat));
        (await Platform.SendAsync(Budi, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Sent);
        teams.Microsoft.Messages.Count.ShouldBe(before + 1); // and no second welcome
    }

    [Fact]
    public async Task Removed_from_a_team_it_is_gone_from_each_of_its_channels()
    {
        await teams.PostAsync(Added(Chat.Channel));
        var general = new Chat(Chat.Channel.Team!, "channel", Chat.Channel.Team);
        await teams.PostAsync(Updated(general, "membersRemoved"));

        (await Platform.SendAsync(Channel, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Unreachable);
    }

    [Fact]
    public async Task The_newest_message_says_where_a_conversation_is_reached()
    {
        await teams.PostAsync(Added(Chat.Channel));
        var message = teams.Message("help", chat: Chat.Thread);
        message["serviceUrl"] = "https://smba.trafficmanager.net/emea/";

        await teams.PostAsync(message, "https://smba.trafficmanager.net/emea/");

        await Platform.SendAsync(Channel, Hello, Cancelled);
        teams.Microsoft.Messages[^1].Address.AbsolutePath.ShouldStartWith("/emea/v3/");
    }

    [Fact]
    public async Task An_update_that_does_not_name_the_person_leaves_them_reachable()
    {
        var chat = Chat.Personal(Employee.Budi);
        await teams.PostAsync(Added(chat));
        var update = Updated(chat, "membersAdded");
        update["from"] = new JsonObject { ["id"] = "29:budi" };
        await teams.PostAsync(update);
        var before = teams.Microsoft.Posted.Count;

        (await Platform.SendAsync(Budi, Hello, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Sent);

        var said = teams.Microsoft.Posted.Skip(before).ShouldHaveSingleItem();
        said.Address.AbsolutePath.ShouldBe(
            "/apac/v3/conversations/a%3Ab0000000-0000-4000-8000-000000000001/activities"
        );
    }

    [Fact]
    public async Task Nobody_of_another_tenant_is_spoken_to()
    {
        var added = Added(Chat.Group);
        added["conversation"]!["tenantId"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
        await teams.PostAsync(added);
        var before = teams.Microsoft.Posted.Count;

        var delivery = await Platform.SendAsync(
            new("teams", "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee", AddressKind.Room, Chat.Group.Id),
            Hello,
            Cancelled
        );

        delivery.ShouldBe(new(DeliveryOutcome.Unreachable, Reason: "tenant not served"));
        teams.Microsoft.Posted.Count.ShouldBe(before);
    }

    public void Dispose() => teams.Dispose();

    private JsonObject Added(Chat chat)
    {
        var activity = teams.Activity("installationUpdate", chat: chat);
        activity["action"] = "add";
        return activity;
    }

    private JsonObject Updated(Chat chat, string what)
    {
        var activity = teams.Activity("conversationUpdate", chat: chat);
        activity[what] = new JsonArray(activity["recipient"]!.DeepClone());
        return activity;
    }
}
