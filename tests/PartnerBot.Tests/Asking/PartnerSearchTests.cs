using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class PartnerSearchTests
{
    private static readonly Asker Dewi = new("local", "test", "dewi");

    [Fact]
    public async Task What_begins_a_name_comes_before_what_begins_a_word_before_what_is_within_before_what_is_near()
    {
        using var house = Of("Sonora", "Radio Son", "Person TV", "Sony LIV", "Sun", "Vidio");
        (await FindAsync(house, "son")).ShouldBe(["Sonora", "Sony LIV", "Radio Son", "Person TV"]);
        (await FindAsync(house, "sonra")).ShouldBe(["Sonora"]);
    }

    [Fact]
    public async Task An_alias_is_as_good_as_a_name()
    {
        using var house = new House(Sample.Netflix, Sample.Of("nflow", "Flow N"));
        (await FindAsync(house, "nfl")).ShouldBe(["Flow N", "Netflix"]);
        (await FindAsync(house, "nflx")).ShouldBe(["Netflix"]);
    }

    [Theory]
    [InlineData("seance", "Séance+")]
    [InlineData("SÉAN", "Séance+")]
    [InlineData("séance pl", "Séance+")]
    [InlineData("seanceplus", "Séance+")]
    [InlineData("  séance+ ", "Séance+")]
    [InlineData("rumahs", "Rumah-Seni")]
    [InlineData("rumah s", "Rumah-Seni")]
    [InlineData("sen", "Rumah-Seni")]
    [InlineData("ru mah", "Rumah-Seni")]
    [InlineData("ＲＵＭＡＨ", "Rumah-Seni")]
    [InlineData("ru\u202emah\u200b", "Rumah-Seni")]
    public async Task Accents_case_signs_and_spaces_do_not_matter(string typed, string name)
    {
        using var house = new House(Sample.Of("p1", "Séance+"), Sample.Of("p2", "Rumah-Seni"));
        (await FindAsync(house, typed)).ShouldBe([name]);
    }

    [Theory]
    [InlineData("zzzzzz")]
    [InlineData("+")]
    [InlineData("🎬")]
    [InlineData("\ud83c")]
    public async Task What_is_in_no_name_finds_nothing(string typed)
    {
        using var house = Of("Netfli", "Vidio");
        (await FindAsync(house, typed)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_longer_than_any_name_is_not_looked_for()
    {
        using var house = Of("Aaa");
        (await FindAsync(house, new('a', PartnerSearch.LongestTyped + 1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_asked_about_last_comes_first_while_nothing_is_typed_and_then_the_first_by_name()
    {
        using var house = Of("Catchplay", "beIN", "Apple TV", "Dazn");
        (await FindAsync(house, " ")).ShouldBe(["Apple TV", "beIN", "Catchplay", "Dazn"]);
        await house.AskAsync("status dazn");
        house.Time.Advance(TimeSpan.FromMinutes(1));
        await house.AskAsync("timeline catchplay", conversation: "elsewhere");
        (await FindAsync(house, "")).ShouldBe(["Catchplay", "Dazn", "Apple TV", "beIN"]);
    }

    [Fact]
    public async Task No_more_are_found_than_are_wanted_and_the_best_of_them()
    {
        string[] names = [.. Enumerable.Range(10, 40).Select(number => $"Son {number}")];
        using var house = Of([.. names.Reverse(), "Sonata", "A son", "Person"]);
        (await FindAsync(house, "son", most: 10)).ShouldBe(names[..10]);
        (await FindAsync(house, "", most: 2)).ShouldBe(["A son", "Person"]);
    }

    [Fact]
    public async Task A_restricted_partner_is_not_there_however_it_is_typed()
    {
        using var house = new House(
            Sample.Of("hidden", "Hidden") with
            {
                Aliases = ["Secret Hidden"],
                Visibility = Visibility.Restricted,
            },
            Sample.Of("vidio", "Vidio")
        );
        foreach (var typed in (string[])["hidden", "hid", "idde", "secret", "hiden", "hiddne"])
        {
            (await FindAsync(house, typed)).ShouldBeEmpty(typed);
        }

        (await FindAsync(house, "")).ShouldBe(["Vidio"]);
    }

    [Fact]
    public void What_changed_since_the_whole_was_read_is_found_as_it_is_now()
    {
        using var house = new House();
        var whole = Summaries("Dazn", "Mola", "Sonata");
        var list = new PartnerList(
            whole,
            new HashSet<PartnerId> { new("dazn"), new("mola"), new("sonora") },
            [.. Summaries("Sonora"), Sample.Summary(Sample.Of("dazn", "Son Dazn"))]
        );
        var names = new VisibleNames(list, house.Get<Access>().MaySee, house.Get<Phrasebook>());
        Found("son").ShouldBe(["Son Dazn", "Sonata", "Sonora"]);
        Found("mola").ShouldBeEmpty();
        Found("").ShouldBe(["Son Dazn", "Sonata", "Sonora"]);

        IEnumerable<string> Found(string typed) => names.Typed(new(typed), 10).Select(partner => partner.Name);
    }

    [Fact]
    public async Task Without_a_directory_it_says_so()
    {
        using var house = new House { Down = true };
        await Should.ThrowAsync<RegistryUnavailableException>(() => FindAsync(house, "net"));
    }

    // By name, as the directory is.
    private static House Of(params string[] names) =>
        new([.. names.Order(StringComparer.InvariantCultureIgnoreCase).Select(name => Sample.Of(IdOf(name), name))]);

    private static List<PartnerSummary> Summaries(params string[] names) =>
        [.. names.Select(name => Sample.Summary(Sample.Of(IdOf(name), name)))];

    private static string IdOf(string name) => name.ToLowerInvariant().Replace(' ', '-');

    private static async Task<IEnumerable<string>> FindAsync(House house, string typed, int most = PartnerSearch.Most)
    {
        var found = await house
            .Get<PartnerSearch>()
            .FindAsync(typed, Dewi, house.Visible, most, TestContext.Current.CancellationToken);
        return found.Select(partner => partner.Name);
    }
}
