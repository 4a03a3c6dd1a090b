namespace PartnerBot.Crash.Checking;

/// <summary>The checker, by itself.</summary>
public sealed class CheckerTests
{
    private const string Slack = "slack:D1";
    private const string Teams = "teams:a:1";
    private const int Bot = 7;

    private static readonly DateTimeOffset Start = new(2026, 11, 18, 7, 5, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<FeedChange> Feed =
    [
        new(1, "hooq", "one", IsRestricted: false),
        new(2, "hooq", "two", IsRestricted: false),
        new(3, "iflix", "three", IsRestricted: false),
        new(4, "iflix", "secret", IsRestricted: true),
    ];

    [Fact]
    public void All_told_once_and_in_order_is_clean()
    {
        var report = Check([Post(Slack, 1, "one", "two"), Post(Slack, 2, "three"), .. ToTeams()]);

        report.Findings.ShouldBeEmpty();
        (report.Expected, report.Told).ShouldBe((6, 6));
    }

    [Fact]
    public void Partners_need_no_order_among_each_other() =>
        Check([Post(Slack, 1, "three"), Post(Slack, 2, "one", "two"), .. ToTeams()]).Findings.ShouldBeEmpty();

    [Fact]
    public void What_nobody_got_is_lost() =>
        Wrongs([Post(Slack, 1, "one", "two"), Post(Slack, 2, "three", isThere: false), .. ToTeams()])
            .ShouldBe([Wrong.Lost]);

    [Fact]
    public void What_a_platform_refuses_for_good_is_not() =>
        Checker.Check(new(Feed, [new(Slack, Partner: null, IsRefused: true)], [], [], [])).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("two", "one")]
    [InlineData("two")]
    public void Order_counts_within_a_message_and_among_them(params string[] first) =>
        Wrongs([Post(Slack, 1, first), Post(Slack, 2, first.Length > 1 ? ["three"] : ["one", "three"]), .. ToTeams()])
            .ShouldBe([Wrong.OutOfOrder]);

    [Theory]
    [InlineData("secret")]
    [InlineData("made up")]
    public void Nobody_is_told_what_is_not_theirs(string code) =>
        Wrongs([Post(Slack, 1, "one", "two", "three", code), .. ToTeams()]).ShouldBe([Wrong.NotTheirs]);

    [Fact]
    public void Who_asked_for_one_partner_hears_of_no_other() =>
        Checker
            .Check(new(Feed, [new(Slack, "iflix")], [Post(Slack, 1, "three", "one")], [], []))
            .Findings.ShouldHaveSingleItem()
            .Wrong.ShouldBe(Wrong.NotTheirs);

    [Fact]
    public void A_stranger_hears_nothing() =>
        Wrongs([Post("slack:D9", 1, "one"), Post(Slack, 1, "one", "two", "three"), .. ToTeams()])
            .ShouldBe([Wrong.NotTheirs]);

    [Theory]
    [InlineData(Slack)]
    [InlineData(Teams)]
    public void Twice_although_it_was_known_is_wrong(string recipient) =>
        Wrongs([.. ToSlack(), .. ToTeams(), Post(recipient, 9, isMarked: true, "one")]).ShouldBe([Wrong.Twice]);

    [Fact]
    public void On_Slack_it_could_have_been_found() =>
        Check([Unsaid(Slack, 1), .. ToSlack(), .. ToTeams()], [new(Slack, Start.AddSeconds(1.5))])
            .Findings.ShouldHaveSingleItem()
            .Wrong.ShouldBe(Wrong.Twice);

    [Fact]
    public void On_Slack_somebody_has_to_look() =>
        Wrongs([Unsaid(Slack, 1), .. ToSlack(), .. ToTeams()]).ShouldBe([Wrong.Twice]);

    [Fact]
    public void On_Slack_what_became_readable_after_the_look_is_counted_apart()
    {
        var unsaid = Unsaid(Slack, 1) with { ReadableAt = Start.AddSeconds(1.8) };

        var report = Check([unsaid, .. ToSlack(), .. ToTeams()], [new(Slack, Start.AddSeconds(1.5))]);

        report.Findings.ShouldBeEmpty();
        report.ReadableTooLate.ShouldBe(1);
    }

    [Fact]
    public void On_Teams_one_marked_repeat_is_allowed()
    {
        var report = Check([
            Unsaid(Teams, 1),
            Post(Teams, 2, isMarked: true, "one"),
            Post(Teams, 3, "two", "three"),
            .. ToSlack(),
        ]);

        report.Findings.ShouldBeEmpty();
        report.Repeats.ShouldBe(1);
    }

    [Fact]
    public void On_Teams_a_repeat_says_so() =>
        Wrongs([Unsaid(Teams, 1), .. ToTeams(), .. ToSlack()]).ShouldBe([Wrong.Unmarked]);

    [Fact]
    public void On_Teams_there_is_one_repeat_for_each_unknown_outcome()
    {
        var again = Unsaid(Teams, 2) with { IsMarked = true };
        var known = Post(Teams, 3, isMarked: true, "one");

        Wrongs([Unsaid(Teams, 1), again, known, Post(Teams, 4, "two", "three"), .. ToSlack()]).ShouldBeEmpty();
        Wrongs([
                Unsaid(Teams, 1),
                known,
                Post(Teams, 4, isMarked: true, "one"),
                Post(Teams, 5, "two", "three"),
                .. ToSlack(),
            ])
            .ShouldBe([Wrong.Twice]);
    }

    [Fact]
    public void On_Teams_repeats_end()
    {
        var again = Enumerable.Range(2, 5).Select(at => Unsaid(Teams, at) with { IsMarked = true });

        Wrongs([Unsaid(Teams, 1), .. again, Post(Teams, 8, "two", "three"), .. ToSlack()]).ShouldBe([Wrong.Endless]);
    }

    [Theory]
    [InlineData(Bot, 2.5, true)]
    [InlineData(Bot, 20, false)]
    [InlineData(Bot + 1, 2.5, false)]
    public void A_kill_before_it_could_be_noted_makes_it_unknown(int killed, double seconds, bool isUnknown)
    {
        var report = Checker.Check(
            new(
                Feed,
                [new(Teams, Partner: null)],
                [.. ToTeams(), Post(Teams, 30, isMarked: true, "one", "two", "three")],
                [],
                [new(killed, Start.AddSeconds(seconds), "random")]
            )
        );

        report.Findings.Select(finding => finding.Wrong).Distinct().ShouldBe(isUnknown ? [] : [Wrong.Twice]);
    }

    private static IEnumerable<Post> ToSlack() => [Post(Slack, 2, "one", "two", "three")];

    private static IEnumerable<Post> ToTeams() => [Post(Teams, 2, "one", "two", "three")];

    private static Post Unsaid(string recipient, double seconds) =>
        Post(recipient, seconds, "one") with
        {
            Reply = Reply.Nothing,
        };

    private static Post Post(string recipient, double seconds, params string[] codes) =>
        Post(recipient, seconds, isMarked: false, codes);

    private static Post Post(string recipient, double seconds, string code, bool isThere) =>
        Post(recipient, seconds, isMarked: false, code) with
        {
            IsThere = isThere,
        };

    private static Post Post(string recipient, double seconds, bool isMarked, params string[] codes)
    {
        var at = Start.AddSeconds(seconds);
        return new(recipient, Bot, at, codes, isMarked, IsThere: true, Reply.Taken, at, at);
    }

    private static IEnumerable<Wrong> Wrongs(IReadOnlyList<Post> posts) =>
        Check(posts).Findings.Select(finding => finding.Wrong);

    private static Report Check(IReadOnlyList<Post> posts, IReadOnlyList<Look>? looks = null) =>
        Checker.Check(new(Feed, [new(Slack, Partner: null), new(Teams, Partner: null)], posts, looks ?? [], []));
}
