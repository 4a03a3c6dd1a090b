using System.Net;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams;

public sealed class PressTests(TeamsProduct product) : IClassFixture<TeamsProduct>
{
    private const string Words = "application/vnd.microsoft.activity.message";
    private const string Broken =
        "Something went wrong here, and the bot's log says what. Ask again, or in other words.";

    private readonly TeamsHost teams = product.Teams;

    [Fact]
    public async Task A_button_asks_its_question_and_the_answer_comes_below()
    {
        var status = await teams.SayAsync("status netflix");

        var (answer, said) = await PressAsync(status.Button("Netflix timeline"));

        said.ShouldHaveSingleItem().Says.ShouldStartWith("Netflix");
        said[0].Address.AbsolutePath.ShouldEndWith("/activities/message-1");
        ((int?)answer["statusCode"]).ShouldBe(200);
        ((string?)answer["type"]).ShouldBe(Words);
        ((string?)answer["value"]).ShouldBe("My answer is below.");
    }

    [Fact]
    public async Task An_older_client_sends_the_same_as_a_message_without_words()
    {
        var status = await teams.SayAsync("status netflix");
        var submit = status.Button("Requirements")["fallback"]!;
        ((string?)submit["type"]).ShouldBe("Action.Submit");
        var message = teams.Activity("message");
        message["value"] = submit["data"]!.DeepClone();
        message["replyToId"] = "message-1";
        var before = teams.Microsoft.Messages.Count;

        await teams.PostAsync(message);

        teams.Microsoft.Messages.Skip(before).ShouldHaveSingleItem().Says.ShouldContain("equirements");
    }

    [Fact]
    public async Task A_choice_among_several_takes_the_card_s_place()
    {
        var which = await teams.SayAsync("status disney");
        which.Buttons.ShouldBe(["Disney Channel", "Disney+ Hotstar"]);

        var (answer, said) = await PressAsync(which.Button("Disney Channel"), messageId: "message-77");

        var update = said.ShouldHaveSingleItem();
        update.Method.ShouldBe("PUT");
        update.Address.AbsolutePath.ShouldEndWith("/activities/message-77");
        update.Says.ShouldStartWith("Disney Channel: ");
        ((string?)answer["type"]).ShouldBe("application/vnd.microsoft.card.adaptive");
        JsonNode.DeepEquals(answer["value"], update.Card).ShouldBeTrue();
    }

    [Fact]
    public async Task Sharing_is_the_bot_s_own_post_in_the_channel_and_says_first_who_shared()
    {
        var status = await teams.SayAsync("status netflix", chat: Chat.Thread);

        var (answer, said) = await PressAsync(status.Button("Share here"), Employee.Dewi, Chat.Thread);

        var shared = said.ShouldHaveSingleItem();
        shared.Address.AbsolutePath.ShouldBe("/apac/v3/conversations/19%3Achannel%40thread.tacv2/activities");
        shared.Texts[0].ShouldBe("Shared by Dewi");
        ((string?)answer["value"]).ShouldBe("Shared.");
    }

    [Fact]
    public async Task In_a_personal_chat_nothing_can_be_shared()
    {
        var forged = new JsonObject
        {
            ["type"] = "Action.Execute",
            ["verb"] = "ask",
            ["data"] = new JsonObject { ["ask"] = "status netflix", ["share"] = true },
        };

        var (answer, said) = await PressAsync(forged);

        said.ShouldHaveSingleItem().Texts[0].ShouldBe("Netflix");
        ((string?)answer["value"]).ShouldBe("My answer is below.");
    }

    [Fact]
    public async Task Whoever_presses_is_the_asker_whatever_the_button_says()
    {
        var status = await teams.SayAsync("status netflix", chat: Chat.Group);
        var button = status.Button("Netflix timeline").DeepClone();
        button["data"]!["asker"] = Employee.Budi.Id;
        button["data"]!["from"] = new JsonObject { ["aadObjectId"] = Employee.Budi.Id };
        button["data"]!["language"] = null;
        button["data"]!["ask"] = "status netflix";
        await teams.SayAsync("language indonesian", Employee.Dewi);

        var (_, said) = await PressAsync(button, Employee.Dewi, Chat.Group);

        said.ShouldHaveSingleItem().Says.ShouldStartWith("Netflix: dalam negosiasi");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ask":5}""")]
    [InlineData("""{"ask":""}""")]
    [InlineData("\"ask\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_button_that_says_nothing_is_owned_up_to(string data)
    {
        var (answer, said) = await PressAsync(
            new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = "ask",
                ["data"] = JsonNode.Parse(data),
            }
        );

        said.ShouldBeEmpty();
        ((string?)answer["value"]).ShouldBe(Broken);
    }

    [Fact]
    public async Task An_older_client_is_told_so_by_a_message()
    {
        var message = teams.Activity("message");
        message["value"] = new JsonObject { ["other"] = 1 };
        var before = teams.Microsoft.Messages.Count;

        await teams.PostAsync(message);

        teams.Microsoft.Messages.Skip(before).ShouldHaveSingleItem().Says.ShouldBe(Broken);
    }

    [Fact]
    public async Task What_is_shared_says_nothing_of_what_its_sharer_was_told_before()
    {
        var sharer = new Employee(Guid.NewGuid().ToString(), "Sari");
        var status = await teams.SayAsync("status netflix", sharer, Chat.Group);

        var (_, said) = await PressAsync(status.Button("Share here"), sharer, Chat.Group);

        var shared = said.ShouldHaveSingleItem().Texts;
        shared[0].ShouldBe("Shared by Sari");
        string.Concat(shared).ShouldNotContain("since you last asked");
    }

    [Fact]
    public async Task Beside_an_answer_each_choice_is_there_names_its_partner_and_is_answered_below()
    {
        var chat = Chat.Group;
        var status = await teams.SayAsync("status netflix and disney", new(Guid.NewGuid().ToString(), "Sari"), chat);
        status.Buttons.ShouldBe(["Disney Channel", "Disney+ Hotstar", "timeline Netflix", "Share here"]);

        var (answer, said) = await PressAsync(status.Button("Disney Channel"), chat: chat);

        said.ShouldHaveSingleItem().Method.ShouldBe("POST");
        ((string?)answer["value"]).ShouldBe("My answer is below.");
    }

    [Fact]
    public async Task Where_the_bot_may_not_write_whoever_presses_is_shown_the_answer()
    {
        using var closed = new TeamsHost();
        closed.Microsoft.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(new(HttpStatusCode.Forbidden));

        var (_, answer) = await closed.PostAsync(closed.Press(Ask("status netflix"), chat: Chat.Group));

        ((string?)answer!["type"]).ShouldBe("application/vnd.microsoft.card.adaptive");
        answer["value"]!.ToJsonString().ShouldContain("closed by us");
    }

    [Fact]
    public async Task A_card_of_which_nobody_knows_whether_it_was_replaced_is_not_said_again()
    {
        using var silent = new TeamsHost();
        silent.Microsoft.Answer = (posted, _) =>
            Task.FromResult<HttpResponseMessage?>(posted.Method is "PUT" ? new(HttpStatusCode.GatewayTimeout) : null);
        var choice = Ask("status netflix");
        choice["data"]!["replace"] = true;

        await silent.PostAsync(silent.Press(choice, chat: Chat.Group));

        silent.Microsoft.Posted.ShouldAllBe(posted => posted.Method == "PUT");
    }

    private static JsonObject Ask(string question) =>
        new()
        {
            ["type"] = "Action.Execute",
            ["verb"] = "ask",
            ["data"] = new JsonObject { ["ask"] = question, ["language"] = "en" },
        };

    private async Task<(JsonNode Answer, IReadOnlyList<Posted> Said)> PressAsync(
        JsonNode button,
        Employee? who = null,
        Chat? chat = null,
        string messageId = "message-1"
    )
    {
        var before = teams.Microsoft.Messages.Count;
        var (status, body) = await teams.PostAsync(teams.Press(button, who, chat, messageId));
        status.ShouldBe(HttpStatusCode.OK);
        return (body.ShouldNotBeNull(), [.. teams.Microsoft.Messages.Skip(before)]);
    }
}
