using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PartnerBot.EndToEnd;

/// <summary>The local chat as a reader has it: in a browser, by keyboard, on a phone, through a screen reader's tree.</summary>
public sealed class ChatPageTests(Chromium chromium, ServedBot bot) : IClassFixture<ServedBot>
{
    private const string Focused =
        "const it = document.activeElement; return it.getAttribute('aria-label') ?? it.closest('label')?.innerText ?? it.innerText";

    [Fact]
    public async Task What_is_asked_by_keyboard_is_answered_with_a_card()
    {
        await using var visit = await chromium.VisitAsync(bot);

        await Expect(visit.Question).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("status netflix");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Answer)
            .ToMatchAriaSnapshotAsync(
                """
                - article:
                  - heading "Netflix" [level=3]
                  - paragraph: IndiHome
                  - paragraph: "negotiating: no agreement yet"
                  - term: Access
                  - definition: "closed by us (other operators: open)"
                  - figure "Latest milestone (date not given in the source)":
                    - text: Latest milestone (date not given in the source)
                    - blockquote: Talks are intensive; no meeting point has been found yet
                    - list:
                      - listitem: Siti Choiriana, Director Consumer Service
                      - listitem: paraphrase
                      - listitem: Suara.com via KLIKPOSITIF
                  - term: Legal
                  - definition: no agreement yet
                  - term: Business
                  - definition: no agreement yet
                  - term: Technical
                  - definition: no agreement yet
                  - term: Requirements met
                  - definition: 7 of 12
                  - term: Date
                  - definition: none promised
                  - term: Promised
                  - definition: the public will be told once it is decided
                  - list:
                    - listitem: Sample data
                  - paragraph: Internal, do not forward
                  - paragraph: As of 14:05 WIB, last confirmed 6 days ago
                """
            );
        await Expect(visit.Question).ToBeFocusedAsync();
        await Expect(visit.Question).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_first_visit_shows_what_can_be_asked_and_where_things_are()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.Page.GetByLabel("You are").FillAsync("dewi");

        await Expect(visit.Page.Locator("body"))
            .ToMatchAriaSnapshotAsync(
                """
                - banner:
                  - heading "PartnerBot" [level=1]
                  - textbox "You are": dewi
                  - button "Dark"
                  - navigation "Language":
                    - link "Automatic"
                    - link "English"
                    - link "Bahasa Indonesia"
                - main:
                  - paragraph: Hello. Ask me how far we are with a partner, in your own words.
                  - paragraph: "From the registry: who said it, where, how old it is, and whether it may be passed on."
                  - group "Examples":
                    - button "status netflix"
                    - button /.+/
                    - button /.+/
                  - log "Conversation"
                  - status
                - form "Your question":
                  - alert
                  - textbox "Your question"
                  - button "Ask"
                  - paragraph: Enter asks, Shift+Enter starts a new line, the Up arrow brings back your last question.
                """
            );
    }

    [Fact]
    public async Task Buttons_ask_on_and_leave_the_keyboard_where_one_types()
    {
        await using var visit = await chromium.VisitAsync(bot);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "status netflix" }).ClickAsync();
        await Expect(visit.Answer.GetByRole(AriaRole.Heading, new() { Name = "Netflix" })).ToBeVisibleAsync();
        await Expect(visit.Question).ToBeFocusedAsync();
        await visit.AskAsync("list");
        await visit.Answer.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await Expect(visit.Log.GetByRole(AriaRole.Heading, new() { Name = "list page 2" })).ToBeVisibleAsync();
        await Expect(visit.Answer).ToContainTextAsync("11 to ");
        var line = visit.Log.GetByRole(AriaRole.Button, new() { Name = "Netflix", Exact = true });
        await line.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Answer.GetByRole(AriaRole.Heading, new() { Name = "Netflix" })).ToBeVisibleAsync();
        await Expect(visit.Question).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Tab_goes_through_everything_in_the_order_it_is_read()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.AskAsync("status disney");
        await visit.Page.EvaluateAsync("document.activeElement.blur(); document.body.focus(); scrollTo(0, 0)");
        await visit.Page.GetByLabel("You are").FocusAsync();

        var order = new List<string>();
        do
        {
            order.Add(await visit.Page.EvaluateAsync<string>($"(() => {{ {Focused} }})()"));
            await visit.Page.Keyboard.PressAsync("Tab");
        } while (order[^1] is not "Ask" && order.Count < 30);

        order.RemoveRange(5, 3); // the examples
        order.ShouldBe([
            "You are",
            "Dark",
            "Automatic",
            "English",
            "Bahasa Indonesia",
            "Disney Channel",
            "Disney+ Hotstar",
            "Your question",
            "Ask",
        ]);
    }

    [Fact]
    public async Task The_up_arrow_brings_back_what_was_asked_and_never_eats_what_is_being_typed()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.AskAsync("help");
        await visit.AskAsync("thanks");

        await visit.Question.PressAsync("ArrowUp");
        await Expect(visit.Question).ToHaveValueAsync("thanks");
        await visit.Question.PressAsync("ArrowUp");
        await visit.Question.PressAsync("ArrowUp");
        await Expect(visit.Question).ToHaveValueAsync("help");
        await visit.Question.PressAsync("ArrowDown");
        await visit.Question.PressAsync("ArrowDown");
        await Expect(visit.Question).ToHaveValueAsync("");
        await visit.Question.FillAsync("status net");
        await visit.Question.PressAsync("ArrowUp");

        await Expect(visit.Question).ToHaveValueAsync("status net");
    }

    [Fact]
    public async Task Shift_and_enter_starts_a_new_line()
    {
        await using var visit = await chromium.VisitAsync(bot);

        await visit.Page.Keyboard.TypeAsync("status");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await visit.Page.Keyboard.TypeAsync("netflix");

        await Expect(visit.Question).ToHaveValueAsync("status\nnetflix");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Answer.GetByRole(AriaRole.Heading, new() { Name = "Netflix" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_language_is_spoken_by_page_and_answer_and_loses_nothing()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.Page.GetByLabel("You are").FillAsync("dewi");
        await visit.Question.FillAsync("status netflix");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Bahasa Indonesia" }).ClickAsync();

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "id");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Bahasa Indonesia" }))
            .ToHaveAttributeAsync("aria-current", "true");
        await Expect(visit.Page.GetByLabel("Nama Anda")).ToHaveValueAsync("dewi");
        await Expect(visit.Question).ToHaveValueAsync("status netflix");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Tanya", Exact = true }).ClickAsync();
        await Expect(visit.Answer).ToHaveAttributeAsync("lang", "id");
        await Expect(visit.Answer).ToContainTextAsync("dalam negosiasi: belum ada kesepakatan");
        await Expect(visit.Answer).ToContainTextAsync("Per pukul 14.05 WIB");
    }

    [Fact]
    public async Task Unchosen_the_words_of_the_question_choose_the_language()
    {
        await using var visit = await chromium.VisitAsync(bot);

        await visit.AskAsync("udah sampai mana nego sama netflik?");

        await Expect(visit.Answer).ToHaveAttributeAsync("lang", "id");
        await Expect(visit.Answer).ToContainTextAsync("Saya membaca \"netflik\" sebagai Netflix.");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task What_an_answer_offers_is_answered_in_its_language()
    {
        await using var visit = await chromium.VisitAsync(bot);
        await visit.AskAsync("kapan netflix dibuka?");

        await visit.Answer.GetByRole(AriaRole.Button, new() { Name = "Status Netflix" }).ClickAsync();

        await Expect(visit.Answer).ToContainTextAsync("dalam negosiasi: belum ada kesepakatan");
    }

    [Fact]
    public async Task On_a_phone_three_partners_are_compared_without_scrolling_and_more_by_scrolling()
    {
        await using var visit = await chromium.VisitAsync(bot, new(Width: 360, Height: 740, Touch: true));
        await visit.AskAsync("compare netflix hooq iflix");
        var table = visit.Answer.GetByRole(AriaRole.Region);

        (await HiddenAsync()).ShouldBe(0);
        await Expect(table)
            .ToMatchAriaSnapshotAsync(
                """
                - table:
                  - rowgroup:
                    - row "HOOQ iflix Netflix":
                      - columnheader "HOOQ"
                      - columnheader "iflix"
                      - columnheader "Netflix"
                  - rowgroup:
                    - row "Programme IndiHome IndiHome IndiHome":
                      - rowheader "Programme"
                      - cell "IndiHome"
                      - cell "IndiHome"
                      - cell "IndiHome"
                """
            );
        await visit.AskAsync("compare netflix hooq iflix viu vidio");
        (await HiddenAsync()).ShouldBeGreaterThan(0);

        Task<int> HiddenAsync() => table.EvaluateAsync<int>("it => it.scrollWidth - it.clientWidth");
    }

    [Fact]
    public async Task Another_name_is_another_asker_with_a_memory_of_its_own()
    {
        await using var visit = await chromium.VisitAsync(bot);
        var name = visit.Page.GetByLabel("You are");
        await name.FillAsync("dewi");
        await name.PressAsync("Enter");
        await Expect(visit.Question).ToBeFocusedAsync();
        await visit.AskAsync("status netflix");

        await name.FillAsync("budi");
        await visit.AskAsync("status");
        await Expect(visit.Answer).ToContainTextAsync("Which partner do you mean?");
        await Expect(visit.Log.GetByRole(AriaRole.Heading, new() { Name = "budi status" })).ToBeVisibleAsync();

        await name.FillAsync("dewi");
        await visit.AskAsync("status");
        await Expect(visit.Answer).ToContainTextAsync("About Netflix, which you asked about last.");
    }

    [Fact]
    public async Task Light_and_dark_follow_the_system_until_chosen_and_the_choice_stays()
    {
        await using var visit = await chromium.VisitAsync(bot, new(System: ColorScheme.Dark));
        var button = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" });
        await ShouldBe(dark: true);

        await button.PressAsync("Enter");
        await ShouldBe(dark: false);
        await visit.Page.ReloadAsync();
        await ShouldBe(dark: false);

        await button.PressAsync("Enter");
        await ShouldBe(dark: true);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await ShouldBe(dark: false);

        async Task ShouldBe(bool dark)
        {
            await Expect(button).ToHaveAttributeAsync("aria-pressed", dark ? "true" : "false");
            await Expect(visit.Page.Locator("body"))
                .ToHaveCSSAsync("background-color", dark ? "rgb(18, 20, 22)" : "rgb(246, 246, 243)");
        }
    }

    [Fact]
    public async Task On_a_phone_nothing_scrolls_sideways_and_a_tap_brings_no_keyboard_up()
    {
        var name = new string('W', 120);
        await bot.PutPartnerAsync("long", name);
        await using var visit = await chromium.VisitAsync(bot, new(Width: 360, Height: 740, Touch: true));

        await visit.AskAsync("status netflix");
        await visit.AskAsync("help");
        await visit.AskAsync("status long");
        await Expect(visit.Answer.GetByRole(AriaRole.Heading)).ToHaveTextAsync(name);
        await visit.AskAsync(new string('m', 200));
        await visit.AskAsync("list");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "status netflix" }).First.TapAsync();
        await Expect(visit.Answer.GetByRole(AriaRole.Heading, new() { Name = "Netflix" })).ToBeVisibleAsync();

        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(360);
        await Expect(visit.Question).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_screen_reader_hears_each_answer_once_and_that_one_is_waited_for()
    {
        await using var visit = await chromium.VisitAsync(bot);
        var asked = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            "/",
            async route =>
            {
                await asked.Task;
                await route.ContinueAsync();
            }
        );
        await visit.Page.EvaluateAsync(
            "window.added = []; new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(node => added.push(node.className)))).observe(document.getElementById('log'), { childList: true, subtree: true })"
        );

        await visit.Question.FillAsync("help");
        await visit.Question.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Looking it up…");
        asked.SetResult();

        await Expect(visit.Answer).ToContainTextAsync("I tell you how far we are with each partner");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeEmptyAsync();
        await Expect(visit.Log).ToHaveAttributeAsync("aria-live", "polite");
        (await visit.Page.EvaluateAsync<string[]>("added")).ShouldBe(["turn", "card"]);
    }

    [Fact]
    public async Task Questions_asked_while_one_waits_are_answered_in_their_order()
    {
        await using var visit = await chromium.VisitAsync(bot);
        var asked = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            "/",
            async route =>
            {
                await asked.Task;
                await route.ContinueAsync();
            }
        );

        foreach (var text in (string[])["status netflix", "help", "status hooq"])
        {
            await visit.Question.FillAsync(text);
            await visit.Question.PressAsync("Enter");
        }

        asked.SetResult();

        await Expect(visit.Log.GetByRole(AriaRole.Article))
            .ToContainTextAsync(["Talks are intensive", "What you can ask", "HOOQ"]);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task Nothing_stands_in_the_way_of_assistive_technology(ColorScheme system, int width)
    {
        await using var visit = await chromium.VisitAsync(bot, new(width, System: system));
        foreach (
            var text in (string[])
                ["status netflix", "list", "help", "status disney", "status blokbuster", "compare netflix hooq"]
        )
        {
            await visit.AskAsync(text);
        }

        await visit.Question.FillAsync(new string('a', 4001));
        await visit.Question.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();

        var found = await visit.Page.RunAxe();

        found.Passes.Length.ShouldBeGreaterThan(20);
        found.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_that_is_too_long_stays_where_it_is_until_it_is_shorter()
    {
        await using var visit = await chromium.VisitAsync(bot);
        var text = new string('a', 4001);

        await visit.Question.FillAsync(text);
        await visit.Question.PressAsync("Enter");
        var alert = visit.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToHaveTextAsync("This is longer than 4,000 characters. Shorten it, and ask again.");
        await Expect(visit.Question).ToHaveValueAsync(text);
        await Expect(visit.Log).ToBeEmptyAsync();

        await visit.Question.FillAsync(text[1..]);
        await Expect(alert).ToBeEmptyAsync();
        await visit.Question.PressAsync("Enter");
        await Expect(visit.Answer).ToContainTextAsync("I didn't understand that.");
    }

    [Fact]
    public async Task Markup_in_a_name_is_only_text()
    {
        const string name = "<img src=x onerror=alert(1)>Evil TV";
        await bot.PutPartnerAsync("evil", name);
        await using var visit = await chromium.VisitAsync(bot);

        await visit.AskAsync("status evil");

        await Expect(visit.Answer.GetByRole(AriaRole.Heading)).ToHaveTextAsync(name);
        await Expect(visit.Answer.Locator("img")).ToHaveCountAsync(0);
    }

    /// <summary><c>PARTNERBOT_TEST_PICTURE</c> names a file to keep it in.</summary>
    [Fact]
    public async Task A_picture_of_the_first_answer_is_whole_and_small_enough_for_the_README()
    {
        await using var visit = await chromium.VisitAsync(bot, new(Width: 860, Height: 960));
        await visit.Page.GetByLabel("You are").FillAsync("dewi");
        await visit.AskAsync("status netflix");

        var picture = await visit.Page.ScreenshotAsync(new() { Path = Picture() });

        await Expect(visit.Page.GetByRole(AriaRole.Banner)).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Answer).ToBeInViewportAsync(new() { Ratio = 1 });
        picture.Length.ShouldBeLessThan(200_000);
    }

    private static string? Picture() =>
        Environment.GetEnvironmentVariable("PARTNERBOT_TEST_PICTURE") is { Length: > 0 } file ? file : null;
}
