using System.Text.Json.Nodes;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Package;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Chats.Teams.Package;

/// <summary>What Teams puts into the box is asked of the bot.</summary>
public sealed class AppCommandTests
{
    // Shown on a phone without being cut.
    private const int LongestTitle = 32;
    private const int LongestDescription = 128;

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public async Task Each_command_is_answered_by_its_topic_in_its_language(string language)
    {
        using var built = await BuiltPackage.BuildAsync();
        using var house = new House(Sample.Netflix);
        var topics = AppCommands.Topics(house.Get<Phrasebook>()["en"]);
        var commands = Commands(built, language);

        commands.Count.ShouldBe(topics.Count);
        foreach (var (topic, command) in topics.Zip(commands))
        {
            foreach (var text in new[] { command.Title, command.Prompt })
            {
                var answer = await AskAsync(house, text, language);

                answer.Question.Topic.ShouldBe(topic, text);
                answer.Question.Language.ShouldBe(language, text);
                answer.Message.Language.ShouldBe(language, text);
                (answer.Message.Paragraphs.Count + answer.Message.Sections.Count).ShouldBePositive(text);
                answer.Question.Unclear.ShouldBeEmpty(text);
            }
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public async Task Each_command_is_short_and_names_no_partner(string language)
    {
        using var built = await BuiltPackage.BuildAsync();

        foreach (var (title, description, prompt) in Commands(built, language))
        {
            title.Length.ShouldBeInRange(1, LongestTitle);
            description.Length.ShouldBeInRange(1, LongestDescription);
            prompt.ShouldBe(title);
            description.ShouldNotContain("netflix", Case.Insensitive);
        }
    }

    [Fact]
    public async Task Each_command_is_a_prompt_starter_in_every_kind_of_chat()
    {
        using var built = await BuiltPackage.BuildAsync();
        var bot = built.Manifest["bots"]![0]!;
        var list = bot["commandLists"]!.AsArray().ShouldHaveSingleItem()!;

        list["scopes"]!.ToJsonString().ShouldBe(bot["scopes"]!.ToJsonString());
        list["commands"]!.AsArray().ShouldAllBe(command => (string?)command!["type"] == "prompt");
    }

    private static Task<Answer> AskAsync(House house, string text, string language) =>
        house
            .Get<Answerer>()
            .AnswerAsync(
                new(new("msteams", "tenant", $"{text} {language}"), null, text, Language: null, LanguageHint: language),
                TestContext.Current.CancellationToken
            );

    private static List<(string Title, string Description, string Prompt)> Commands(BuiltPackage built, string language)
    {
        var commands = built.Manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray();
        var file = language is "en" ? null : built.Json($"{language}.json");
        return [.. commands.Select((command, at) => (Said(at, "title"), Said(at, "description"), Said(at, "prompt")))];

        string Said(int at, string field) =>
            (string)(file?[$"bots[0].commandLists[0].commands[{at}].{field}"] ?? commands[at]![field])!;
    }
}
