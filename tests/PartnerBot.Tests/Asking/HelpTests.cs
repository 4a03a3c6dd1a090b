using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class HelpTests
{
    [Theory]
    [InlineData(
        "help",
        "I tell you how far we are with each partner",
        "\n  status netflix: how far we are with a partner"
    )]
    [InlineData("bantuan", "Saya memberi tahu Anda sudah sampai mana", "\n  daftar: semua mitra, menurut tahap")]
    [InlineData("what can you do?", "I tell you how far we are with each partner", "\n  list: all partners, by stage")]
    public async Task Help_lists_the_topics_with_an_example_in_the_askers_language(
        string asked,
        string intro,
        string line
    )
    {
        using var house = new House(Sample.Netflix);

        var said = await house.SayAsync(asked, 300);

        said.ShouldStartWith(intro);
        said.ShouldContain(line);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public async Task Every_topic_that_can_be_asked_for_has_a_line_in_the_help_that_runs(string language)
    {
        using var house = new House(Sample.Netflix);
        var topics = house.Get<Phrasebook>()[language].File.Topics.Where(topic => topic.Value.Names.Count > 0).ToList();

        var lines = (await house.AskAsync("help", language)).Message.Sections.ShouldHaveSingleItem().Lines;

        topics.ShouldNotBeEmpty();
        lines.Select(line => line.Ask).ShouldBe(topics.Select(topic => topic.Value.Example));
        lines.Select(line => house.Read(line.Ask!).Topic).ShouldBe(topics.Select(topic => topic.Key));
    }

    [Fact]
    public async Task Help_on_a_topic_goes_deeper()
    {
        using var house = new House(Sample.Netflix);

        var said = await house.SayAsync("help list", 500);

        said.ShouldStartWith(
            "list · All partners, by stage; narrow it with a stage, a track or \"blocked\"\n`list legal` shows"
        );
        said.ShouldEndWith("\nExample: `list`\nOther words for it: daftar\nTry: list");
        (await house.SayAsync("bantuan daftar", 500)).ShouldStartWith("daftar · Semua mitra, menurut tahap");
    }

    [Fact]
    public async Task Help_on_a_topic_is_sentences_in_the_plain_text_too()
    {
        using var house = new House(Sample.Netflix);

        (await house.AskAsync("help list")).Message.Text.ShouldStartWith(
            "list. All partners, by stage; narrow it with a stage, a track or \"blocked\". `list legal` shows"
        );
    }

    [Theory]
    [InlineData("hi", "status netflix · list · timeline netflix")]
    [InlineData("halo", "status netflix · daftar · riwayat netflix")]
    [InlineData("terima kasih", "status netflix · daftar · riwayat netflix")]
    public async Task A_greeting_is_met_with_what_is_asked_most(string asked, string examples)
    {
        using var house = new House(Sample.Netflix);

        (await house.SayAsync(asked)).ShouldEndWith($": {examples}");
    }

    [Fact]
    public async Task Help_is_given_while_the_registry_is_away()
    {
        using var house = new House { Down = true };

        (await house.SayAsync("help")).ShouldStartWith("I tell you how far we are");
        await Should.ThrowAsync<RegistryUnavailableException>(() => house.AskAsync("status netflix"));
        await Should.ThrowAsync<RegistryUnavailableException>(() => house.AskAsync("netflix"));
    }

    [Theory]
    [InlineData("hi", "Hello! Ask me how far we are with a partner, for example:")]
    [InlineData("Thanks!", "You're welcome. Ask me again any time, for example:")]
    [InlineData("makasih ya", "Sama-sama. Silakan bertanya lagi kapan saja, misalnya:")]
    [InlineData("halo", "Halo! Tanyakan sudah sampai mana kita dengan suatu mitra, misalnya:")]
    [InlineData("frobnicate", "I didn't understand that. Perhaps one of these?")]
    [InlineData("", "I didn't understand that. Perhaps one of these?")]
    public async Task Nobody_meets_silence(string asked, string said)
    {
        using var house = new House(Sample.Netflix);

        var message = (await house.AskAsync(asked)).Message;

        message.Topic.ShouldBe("unknown");
        message.Paragraphs.ShouldBe([said]);
        message.Actions.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("lis", "list")]
    [InlineData("hel", "help list")]
    [InlineData("stattz", "status netflix")]
    public async Task The_nearest_thing_is_offered_first(string asked, string offered)
    {
        using var house = new House(Sample.Netflix);

        (await house.AskAsync(asked)).Message.Actions[0].Ask.ShouldBe(offered);
    }
}
