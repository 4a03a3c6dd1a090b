using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams.Door;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Slash commands.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task A_command_is_answered_privately_in_the_reply_itself()
    {
        await using var host = await SlackHost.StartAsync();

        var answer = await host.AskAsync("status netflix");

        answer.Text("response_type").ShouldBe("ephemeral");
        answer.Text("text").ShouldStartWith("Netflix: negotiating; access closed by us. 1 of 3 tracks met.");
        answer["blocks"].Texts()[0].ShouldBe("Netflix");
        answer["blocks"].Buttons().ShouldBe(["Netflix timeline", "Requirements", "Notify me", "Share here"]);
        answer["unfurl_links"]!.GetValue<bool>().ShouldBeFalse();
        host.Slack.CallsOf("chat.postMessage").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_word_for_partner_in_a_language_hints_at_that_language()
    {
        await using var host = await SlackHost.StartAsync();

        (await host.AskAsync("netflix", command: "/mitra")).Text("text").ShouldStartWith("Netflix: dalam negosiasi");
        (await host.AskAsync("netflix")).Text("text").ShouldStartWith("Netflix: negotiating");
        (await host.AskAsync("netflix", user: StandPeople.Sari))
            .Text("text")
            .ShouldStartWith("Netflix: dalam negosiasi");
    }

    [Fact]
    public async Task Without_words_and_with_help_it_says_that_threads_have_no_commands()
    {
        await using var host = await SlackHost.StartAsync();

        (await host.AskAsync(""))["blocks"]
            .Texts()
            .ShouldContain("Slack has no commands in threads: mention me there instead.");
        (await host.AskAsync("help"))["blocks"]
            .Texts()
            .ShouldContain("Slack has no commands in threads: mention me there instead.");
        (await host.AskAsync("bantuan", command: "/mitra"))["blocks"]
            .Texts()
            .ShouldContain("Slack tidak punya perintah di dalam utas: sebut saya di sana.");
    }

    [Fact]
    public async Task An_answer_that_takes_longer_comes_to_the_commands_own_address()
    {
        var clock = new NotingClock();
        await using var host = await SlackHost.StartAsync(time: clock);
        var slow = host.Slack.Hold("users.info");
        var command = host.Stimuli.Command("status netflix");
        var waiting = clock.BegunAsync(TimeSpan.FromSeconds(1.5));

        var delivering = host.Slack.DeliverAsync(host.Client, command);
        await waiting;
        clock.Advance(TimeSpan.FromSeconds(1.5));
        var acknowledged = await delivering;
        (await host.RowsAsync(db => db.LaterAnswers)).ShouldHaveSingleItem();
        slow.SetResult();
        await host.IdleAsync();

        acknowledged.Last.Body.ShouldBeEmpty();
        var said = host.Slack.ResponseUrls.Of(command.ResponseUrl!).ShouldHaveSingleItem();
        said.Body.Text("response_type").ShouldBe("ephemeral");
        said.Body.Text("text").ShouldStartWith("Netflix: negotiating");
        (await host.RowsAsync(db => db.LaterAnswers)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StandPeople.Guest)]
    [InlineData(StandPeople.Outsider)]
    [InlineData(StandPeople.Gone)]
    public async Task Who_is_nobody_of_the_company_is_told_of_no_partner(string user)
    {
        await using var host = await SlackHost.StartAsync();

        var answer = await host.AskAsync("status netflix", user: user);

        answer.Text("text").ShouldBe("I can talk about partners only with people who work here.");
        host.Bot.Registry.Asked.ShouldNotContain(path => path.Contains("/partners/netflix", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("missing_scope")]
    [InlineData("internal_error")]
    [InlineData("ratelimited")]
    public async Task Where_Slack_does_not_say_who_asks_nothing_is_told_and_one_line_logged(string code)
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "users.info" ? StandAnswer.Error(code) : null;

        var answer = await host.AskAsync("status netflix");

        answer
            .Text("text")
            .ShouldBe("I can't find out right now who you are, so I can't answer. Please try again in a minute.");
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldContain(code);
    }

    [Fact]
    public async Task With_the_registry_down_it_promises_and_keeps_the_promise_where_it_was_asked()
    {
        await using var host = await SlackHost.StartAsync();
        var (partner, list) = (host.Bot.Registry.Partner, host.Bot.Registry.List);
        host.StopRegistry();
        var command = host.Stimuli.Command("status netflix");

        var promised = await host.DeliverAsync(command);
        promised
            .Last.Json.Text("text")
            .ShouldBe("The registry can't be reached right now. I'll answer here when it can.");

        (host.Bot.Registry.Partner, host.Bot.Registry.List) = (partner, list);
        await host.AfterAsync(
            TimeSpan.FromSeconds(15),
            () => host.Slack.ResponseUrls.Of(command.ResponseUrl!).Count > 0
        );

        var said = host.Slack.ResponseUrls.Of(command.ResponseUrl!).ShouldHaveSingleItem();
        said.Body.Text("text").ShouldStartWith("Netflix: negotiating");
        said.Body.Text("response_type").ShouldBe("ephemeral");
        said.Body["blocks"].Texts().ShouldContain("Asked at 14:05: \"status netflix\".");
    }

    [Fact]
    public async Task A_promise_whose_address_is_used_up_is_kept_in_the_askers_own_chat()
    {
        await using var host = await SlackHost.StartAsync();
        var (partner, list) = (host.Bot.Registry.Partner, host.Bot.Registry.List);
        host.StopRegistry();
        host.Slack.ResponseUrls.Answer = _ => new(404, "used_url", "text/plain");
        await host.DeliverAsync(host.Stimuli.Command("status netflix"));

        (host.Bot.Registry.Partner, host.Bot.Registry.List) = (partner, list);
        await host.AfterAsync(TimeSpan.FromSeconds(15), () => host.Slack.CallsOf("chat.postMessage").Count > 0);

        host.Slack.Home.DirectWith(StandPeople.Alex).Messages.ShouldHaveSingleItem().Text.ShouldStartWith("Netflix:");
    }

    [Fact]
    public async Task An_address_for_answers_that_is_not_Slacks_is_refused()
    {
        await using var host = await SlackHost.StartAsync();
        var command = host.Stimuli.Command("status netflix");
        foreach (
            var elsewhere in new[]
            {
                "https://hooks.slack.com.evil.test/x",
                "https://evil.test/hooks.slack.com",
                "http://hooks.slack.com/x",
                "https://hooks.slack.com:8443/x",
                "https://hooks.slack.com@evil.test/x",
                "https://user@hooks.slack.com/x",
                "//hooks.slack.com/x",
                "",
            }
        )
        {
            command.Payload["response_url"] = elsewhere;
            var delivered = await host.DeliverAsync(command);
            delivered.Last.Status.ShouldBe(400, elsewhere);
        }

        host.Slack.ResponseUrls.Uses.All.ShouldBeEmpty();
        host.Bot.Registry.Asked.ShouldNotContain(path => path.Contains("/partners/netflix", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_workspace_that_is_not_ours_is_answered_nothing()
    {
        await using var host = await SlackHost.StartAsync();
        var other = host.Slack.AddWorkspace("T0000000002", "Other");
        other.Users.Add(new("U0000000009", "eve") { TeamId = other.Id });
        var place = other.Add(new("C0000000009", StandChannelKind.Public, "general"));

        var delivered = await host.DeliverAsync(
            host.Slack.StimuliIn(other).Command("status netflix", "U0000000009", place.Id)
        );

        (delivered.Last.Status, delivered.Last.Body).ShouldBe((200, ""));
        host.Slack.Calls.All.ShouldAllBe(call => call.Method == "auth.test");
    }
}
