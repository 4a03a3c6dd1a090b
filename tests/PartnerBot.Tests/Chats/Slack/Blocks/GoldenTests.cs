using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Registry;
using PartnerBot.Tests.Asking;
using PartnerBot.Tests.Chats.Teams;
using PartnerBot.Tests.Registry;
using PartnerBot.Tests.Whole;

namespace PartnerBot.Tests.Chats.Slack.Blocks;

/// <summary>
/// Every answer as it is posted, word by word, in files beside this one. <c>PARTNERBOT_WRITE_GOLDEN=1</c> writes them anew,
/// to be read through before they are committed.
/// </summary>
public sealed class GoldenTests(Product product) : IClassFixture<Product>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, (string Words, Focus? Focus)> Questions = new(StringComparer.Ordinal)
    {
        ["status"] = ("status netflix", null),
        ["status-several"] = ("status netflix hooq iflix", null),
        ["status-some-unclear"] = ("status netflix disney", null),
        ["timeline"] = ("timeline netflix", null),
        ["requirements"] = ("requirements netflix", null),
        ["requirements-several"] = ("requirements netflix hooq", null),
        ["compare"] = ("compare netflix hooq iflix", null),
        ["list"] = ("list", null),
        ["list-blocked"] = ("list blocked", null),
        ["owner"] = ("owner netflix", null),
        ["changes"] = ("changes", null),
        ["help"] = ("help", null),
        ["help-status"] = ("help status", null),
        ["language"] = ("language", null),
        ["unknown"] = ("colourless green ideas", null),
        ["greeting"] = ("hello", null),
        ["which-partner"] = ("status", null),
        ["which-disney"] = ("status disney", null),
        ["no-such-partner"] = ("status blokbuster", null),
        ["misspelt"] = ("status netflik", null),
        ["focus-date"] = ("when will netflix be open?", Focus.Date),
        ["focus-access"] = ("can netflix be reached?", Focus.Access),
        ["focus-reason"] = ("why is netflix stuck?", Focus.Reason),
        ["focus-public"] = ("may I tell customers about netflix?", Focus.Public),
        ["focus-statement"] = ("is it true that netflix is a business tactic?", Focus.Statement),
    };

    private readonly SlackBlocks renderer = new(
        Phrasebook.Embedded(),
        new FakeTimeProvider(RegistryHarness.Start),
        new("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))
    );

    public static TheoryData<string, string> Answers() =>
        new MatrixTheoryData<string, string>(Questions.Keys, ["en", "id"]);

    public static TheoryData<string, string> Sayings() =>
        new MatrixTheoryData<string, string>(["unavailable", "later", "outside", "broken"], ["en", "id"]);

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_stands_as_it_stood(string name, string language)
    {
        var (words, focus) = Questions[name];
        var message = await product.AnswerAsync(words, read => InRoom(read, focus), language);

        var context = new BlockContext(words);
        var posted = renderer.Render(message, context);

        BlockLimits.ShouldFit(posted, context);
        ShouldStand(posted, $"{name}.{language}.json");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public async Task So_does_one_that_is_shared(string language)
    {
        var message = await product.AnswerAsync("status netflix", read => read, language);

        ShouldStand(renderer.Render(message, new("status netflix", SharedBy: "U123")), $"shared.{language}.json");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public async Task So_do_changes_with_what_was_said(string language)
    {
        var stage = new Change(
            1,
            Sample.Now.AddDays(-2),
            "ed",
            Sample.Netflix.Id,
            ChangeKind.Stage,
            Field: null,
            JsonElement.Parse("\"evaluating\""),
            JsonElement.Parse("\"negotiating\""),
            Milestone: Sample.Milestone.Id
        );
        using var house = new House(Sample.Netflix, Sample.Of("hooq", "HOOQ"))
        {
            Changes = [stage, stage with { Sequence = 2, At = Sample.Now, Partner = new("hooq"), Milestone = null }],
        };
        var message = await house.AnswerAsync("changes", read => read, language);

        ShouldStand(renderer.Render(message, new("changes")), $"changes-some.{language}.json");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public void So_does_the_welcome(string language)
    {
        var welcome = new Welcome(Phrasebook.Embedded(), new("en", TimeZoneInfo.Utc)).Say(language, inRoom: false);

        ShouldStand(renderer.Render(welcome, new()), $"welcome.{language}.json");
    }

    [Theory]
    [MemberData(nameof(Sayings))]
    public void So_does_what_is_no_answer(string key, string language)
    {
        var words = Phrasebook.Embedded()[language];
        ShouldStand(renderer.Render(OneSentence.Of(words[key], words), new()), $"{key}.{language}.json");
    }

    private static Question InRoom(Question read, Focus? focus)
    {
        var asked = read with { Asked = read.Asked with { InRoom = true } };
        return focus is null ? asked : asked with { Topic = "status", Focus = focus };
    }

    private static void ShouldStand(SlackMessage posted, string file)
    {
        BlockSchema.ShouldBeValid(posted);
        var said = new JsonObject { ["text"] = posted.Text, ["blocks"] = posted.Read() }.ToJsonString(Indented) + "\n";
        string[] folder = ["Chats", "Slack", "Blocks", "Golden"];
        if (Environment.GetEnvironmentVariable("PARTNERBOT_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(
                Path.Combine([Official.Root.FullName, "tests", "PartnerBot.Tests", .. folder, file]),
                said
            );
            return;
        }

        said.ShouldBe(File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. folder, file])));
    }
}
