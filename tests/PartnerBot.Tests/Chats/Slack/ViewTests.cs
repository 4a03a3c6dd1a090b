using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams.Door;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>The App Home and modals.</summary>
public sealed class ViewTests
{
    [Fact]
    public async Task The_home_shows_changes_search_and_language_and_at_first_what_can_be_asked()
    {
        await using var host = await SlackHost.StartAsync();

        var first = await HomeAsync(host);
        var second = await HomeAsync(host);

        first.Texts()[0].ShouldBe("PartnerBot: where we stand with each partner");
        first
            .Texts()
            .ShouldContain(
                "Hello, I'm PartnerBot. Ask me how far we are with a partner, in your own words, in English or Indonesian."
            );
        first["blocks"].Buttons().Take(3).ShouldBe(["list", "changes", "help"]);
        first["blocks"].Only("external_select").ShouldStartWith("find");
        second.Texts().ShouldNotContain(text => text.StartsWith("Hello", StringComparison.Ordinal));
        second["blocks"].Only("external_select").ShouldStartWith("find");
        host.Slack.Home.Views.Home(StandPeople.Alex)!["type"]!.GetValue<string>().ShouldBe("home");
    }

    [Fact]
    public async Task The_home_is_in_the_persons_language_and_the_language_is_chosen_there()
    {
        await using var host = await SlackHost.StartAsync();
        var home = await HomeAsync(host, StandPeople.Sari);
        home.Texts()[0].ShouldBe("PartnerBot: sampai mana kita dengan setiap mitra");

        var select = home["blocks"].Only("static_select");
        await host.DeliverAsync(
            host.Stimuli.PressInView(home, select, StandPeople.Sari, Option(home, "static_select", "English"))
        );

        host.Slack.Home.Views.Top(StandPeople.Sari)!.Texts().ShouldContain("From now on I answer in English.");
        host.Slack.Home.Views.Home(StandPeople.Sari)!
            .Texts()[0]
            .ShouldBe("PartnerBot: where we stand with each partner");
    }

    [Fact]
    public async Task A_partner_is_found_while_typing_and_opens_in_a_modal_whose_buttons_answer_in_it()
    {
        await using var host = await SlackHost.StartAsync();
        var home = await HomeAsync(host);
        var select = home["blocks"].Only("external_select");

        var offered = await host.DeliverAsync(host.Stimuli.Suggest(home, select, "net"));
        offered.Last.Json!["options"]!
            .AsArray()
            .Select(option => option!["value"]!.GetValue<string>())
            .ShouldBe(["netflix"]);
        await host.DeliverAsync(host.Stimuli.PressInView(home, select, value: "netflix"));
        var modal = host.Slack.Home.Views.Top(StandPeople.Alex)!;
        modal.Texts().ShouldContain("Netflix");
        modal["blocks"].Buttons().ShouldNotContain("Share here");

        await host.DeliverAsync(host.Stimuli.PressInView(modal, modal["blocks"].Button("Requirements")));

        host.Slack.Home.Views.Modals(StandPeople.Alex).ShouldHaveSingleItem();
        host.Slack.Home.Views.Top(StandPeople.Alex)!.Texts().ShouldContain("Netflix requirements");
    }

    [Fact]
    public async Task The_shortcut_opens_a_modal_whose_question_is_answered_in_its_place()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.Shortcut("ask", StandPeople.Sari));
        var modal = host.Slack.Home.Views.Top(StandPeople.Sari)!;
        var partner = modal["blocks"].Only("external_select");
        var topic = modal["blocks"].Only("static_select");

        var sent = await host.DeliverAsync(
            host.Stimuli.Submit(
                modal,
                new Dictionary<string, string?>(StringComparer.Ordinal) { [partner] = "netflix", [topic] = "riwayat" },
                StandPeople.Sari
            )
        );

        sent.Refusal.ShouldBeNull();
        sent.Last.Json.Text("response_action").ShouldBe("update");
        host.Slack.Home.Views.Top(StandPeople.Sari)!.Texts().ShouldContain("Riwayat Netflix");
    }

    [Fact]
    public async Task A_modal_that_is_slow_shows_that_it_is_looked_up_and_then_the_answer()
    {
        var clock = new NotingClock();
        await using var host = await SlackHost.StartAsync(time: clock);
        await host.DeliverAsync(host.Stimuli.Shortcut("ask"));
        var modal = host.Slack.Home.Views.Top(StandPeople.Alex)!;
        clock.Advance(TimeSpan.FromMinutes(20)); // who they are is asked anew
        var slow = host.Slack.Hold("users.info");
        var waiting = clock.BegunAsync(TimeSpan.FromSeconds(1.5));
        var submit = host.Stimuli.Submit(
            modal,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [modal["blocks"].Only("external_select")] = "netflix",
                [modal["blocks"].Only("static_select")] = "status",
            }
        );

        var delivering = host.Slack.DeliverAsync(host.Client, submit);
        await waiting;
        clock.Advance(TimeSpan.FromSeconds(1.5));
        (await delivering).Last.Json!["view"].Texts().ShouldContain("Looking it up…");
        slow.SetResult();
        await host.IdleAsync();

        host.Slack.Home.Views.Top(StandPeople.Alex)!.Texts().ShouldContain("Netflix");
    }

    [Fact]
    public async Task Nobody_from_outside_is_offered_a_partner()
    {
        await using var host = await SlackHost.StartAsync();
        var home = await HomeAsync(host);

        var offered = await host.DeliverAsync(
            host.Stimuli.Suggest(home, home["blocks"].Only("external_select"), "net", StandPeople.Guest)
        );

        offered.Last.Json!["options"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Offers_that_take_too_long_are_none()
    {
        var clock = new NotingClock();
        await using var host = await SlackHost.StartAsync(time: clock);
        var home = await HomeAsync(host);
        clock.Advance(TimeSpan.FromMinutes(20));
        var slow = host.Slack.Hold("users.info");
        var waiting = clock.BegunAsync(TimeSpan.FromMilliseconds(400));

        var suggesting = host.Slack.DeliverAsync(
            host.Client,
            host.Stimuli.Suggest(home, home["blocks"].Only("external_select"), "net")
        );
        await waiting;
        clock.Advance(TimeSpan.FromMilliseconds(400));

        (await suggesting).Last.Json!["options"]!.AsArray().ShouldBeEmpty();
        slow.SetResult();
    }

    [Fact]
    public async Task With_the_registry_down_the_home_says_so()
    {
        await using var host = await SlackHost.StartAsync();
        host.StopRegistry();

        (await HomeAsync(host))
            .Texts()
            .ShouldContain("The registry can't be reached right now. Try again in a minute.");
    }

    private static async Task<JsonObject> HomeAsync(SlackHost host, string user = StandPeople.Alex)
    {
        await host.DeliverAsync(host.Stimuli.HomeOpened(user));
        return host.Slack.Home.Views.Home(user).ShouldNotBeNull();
    }

    private static string Option(JsonNode view, string type, string label) =>
        Shown.Elements(view, type).Single()["options"]!
            .AsArray()
            .Single(option => option!["text"]!["text"]!.GetValue<string>() == label)!["value"]!.GetValue<string>();
}
