using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams;

public sealed class AskingTests(TeamsProduct product) : IClassFixture<TeamsProduct>
{
    private const string Netflix = "Netflix: negotiating, no agreement yet; access closed by us.";

    private readonly TeamsHost teams = product.Teams;

    public static TheoryData<string, string, string> Rooms() =>
        new()
        {
            { "19:group@thread.v2", "groupChat", "19%3Agroup%40thread.v2" },
            { "19:channel@thread.tacv2;messageid=1700", "channel", "19%3Achannel%40thread.tacv2%3Bmessageid%3D1700" },
        };

    [Fact]
    public async Task In_a_personal_chat_a_question_needs_no_prefix()
    {
        var said = await teams.SayAsync("status netflix");

        said.Says.ShouldStartWith(Netflix);
        said.Method.ShouldBe("POST");
        said.Address.AbsoluteUri.ShouldStartWith(
            "https://smba.trafficmanager.net/apac/v3/conversations/a%3Ab0000000-0000-4000-8000-000000000001/activities/activity-"
        );
        said.Token.ShouldBe(FakeMicrosoft.BotToken);
        ((string?)said.Card!["version"]).ShouldBe("1.5");
        said.Body!["text"].ShouldBeNull();
        said.Buttons.ShouldBe(["Netflix timeline", "Requirements", "Notify me"]);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task In_a_room_the_mention_is_taken_off_and_the_answer_goes_to_the_asker_s_thread(
        string id,
        string kind,
        string address
    )
    {
        var said = await teams.SayAsync("status netflix", chat: new(id, kind));

        said.Says.ShouldStartWith(Netflix);
        said.Address.AbsolutePath.ShouldStartWith($"/apac/v3/conversations/{address}/activities/activity-");
        said.Buttons.ShouldBe(["Netflix timeline", "Requirements", "Notify me", "Share here"]);
    }

    [Fact]
    public async Task In_a_room_what_does_not_mention_the_bot_is_not_for_it()
    {
        var before = teams.Microsoft.Posted.Count;

        var (status, _) = await teams.PostAsync(teams.Message("status netflix", chat: Chat.Group, mention: false));

        status.ShouldBe(HttpStatusCode.OK);
        teams.Microsoft.Posted.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Somebody_else_s_mention_stands_for_their_name_and_entities_for_their_signs()
    {
        var message = teams.Message("<at>Netflix Fan</at> status &quot;netflix&quot;&nbsp;", chat: Chat.Group);
        message["entities"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "mention",
                    ["text"] = "<at>Netflix Fan</at>",
                    ["mentioned"] = new JsonObject { ["id"] = "29:fan", ["name"] = "please" },
                }
            );
        var before = teams.Microsoft.Messages.Count;

        await teams.PostAsync(message);

        teams.Microsoft.Messages.Skip(before).ShouldHaveSingleItem().Says.ShouldStartWith(Netflix);
    }

    [Theory]
    [InlineData("status netflix", "id-ID", "Netflix: dalam negosiasi; akses kami tutup. Belum ada kesepakatan.")]
    [InlineData("status netflix", "en-US", Netflix)]
    [InlineData("status netflix", "xx", Netflix)]
    [InlineData(
        "udah sampai mana nego sama netflik?",
        "en-US",
        "Netflix: dalam negosiasi; akses kami tutup. Belum ada kesepakatan."
    )]
    [InlineData("how far are we with netflix?", "id-ID", Netflix)]
    public async Task The_words_say_the_language_and_where_they_do_not_the_client_does(
        string words,
        string locale,
        string says
    )
    {
        var who = new Employee(Guid.NewGuid().ToString(), "Sari");
        var message = teams.Message(words, who);
        message["locale"] = locale;
        var before = teams.Microsoft.Messages.Count;

        await teams.PostAsync(message);

        teams.Microsoft.Messages.Skip(before).ShouldHaveSingleItem().Says.ShouldStartWith(says);
    }

    [Fact]
    public async Task A_language_that_was_chosen_goes_before_the_client_s()
    {
        var who = new Employee(Guid.NewGuid().ToString(), "Sari");
        await teams.SayAsync("bahasa indonesia", who);

        (await teams.SayAsync("how far are we with netflix?", who)).Says.ShouldStartWith("Netflix: dalam negosiasi");
    }

    [Fact]
    public async Task A_mention_alone_is_greeted_with_what_can_be_asked()
    {
        var said = await teams.SayAsync("", chat: Chat.Group);

        said.Says.ShouldStartWith("Hello, I'm PartnerBot.");
        said.Buttons.ShouldBe(["list", "changes", "help"]);
    }

    [Fact]
    public async Task People_of_another_tenant_hear_of_no_partner()
    {
        var message = teams.Message("status netflix");
        message["conversation"]!["tenantId"] = "ffffffff-0000-4000-8000-000000000000";

        await IsTurnedAwayAsync(message);
    }

    [Theory]
    [InlineData(
        "status netflix",
        "Something went wrong here, and the bot's log says what. Ask again, or in other words."
    )]
    [InlineData(
        "udah sampai mana netflix?",
        "Ada yang salah di sini, dan log bot mencatatnya. Tanyakan lagi, atau dengan kata lain.",
        "id-ID"
    )]
    public async Task What_goes_wrong_is_owned_up_to(string words, string says, string locale = "en-US")
    {
        using var broken = new TeamsHost();
        broken.Bot.Registry.Partner = (_, _) => throw new NotSupportedException("not foreseen");
        var message = broken.Message(words);
        message["locale"] = locale;

        var (status, _) = await broken.PostAsync(message);

        status.ShouldBe(HttpStatusCode.OK);
        broken.Microsoft.Messages.ShouldHaveSingleItem().Says.ShouldBe(says);
        broken
            .Bot.Log.All.Count(line =>
                line.StartsWith("Error: An activity of type message (", StringComparison.Ordinal)
            )
            .ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_in_no_directory_is_told_of_no_partner()
    {
        var message = teams.Message("status netflix", chat: Chat.Group);
        message["from"] = new JsonObject { ["id"] = "8:teamsvisitor:abc", ["name"] = "A visitor" };

        await IsTurnedAwayAsync(message);
    }

    [Fact]
    public async Task More_of_a_question_without_a_name_is_about_the_same_partner_whoever_wants_it()
    {
        await teams.SayAsync("status netflix", Employee.Dewi, Chat.Group);
        await using var scope = teams.Bot.Services.CreateAsyncScope();
        var answerer = scope.ServiceProvider.GetRequiredService<Answerer>();
        var asked = new Asked(
            new("teams", FakeMicrosoft.Tenant, Employee.Dewi.Id),
            Chat.Group.Id,
            "timeline",
            Language: null
        );

        var answer = await answerer.AnswerAsync(asked, TestContext.Current.CancellationToken);

        answer.Message.Headline!.Title.ShouldBe("Netflix timeline");
        answer.Again.ShouldBe("timeline netflix");
    }

    private async Task IsTurnedAwayAsync(JsonObject message)
    {
        var before = teams.Microsoft.Messages.Count;

        await teams.PostAsync(message);

        teams
            .Microsoft.Messages.Skip(before)
            .ShouldHaveSingleItem()
            .Says.ShouldBe("I can't talk about partners here, because people from outside can read along.");
    }
}
