using System.Text.Json.Nodes;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Tests.Asking.Languages;

public sealed class PhrasebookTests
{
    [Fact]
    public void There_are_English_and_Indonesian()
    {
        var phrasebook = Phrasebook.Embedded();

        phrasebook.All.Select(words => words.File.Name).ShouldBe(["English", "Bahasa Indonesia"]);
        phrasebook.Find("id-ID")!.Code.ShouldBe("id");
        phrasebook.Find("en_GB")!.Code.ShouldBe("en");
        phrasebook.Find("fr").ShouldBeNull();
        Should
            .Throw<KeyNotFoundException>(() => phrasebook["fr"])
            .Message.ShouldBe("There is no language \"fr\". There are: en, id.");
    }

    [Fact]
    public void A_third_language_is_one_more_file()
    {
        var javanese = Changed("en", file => file["code"] = "jv");

        Load(javanese).All.Select(words => words.Code).ShouldBe(["en", "id", "jv"]);
    }

    [Fact]
    public void Words_that_one_language_lacks_stop_the_start() =>
        Refused(
            Changed("jv", file => ((JsonObject)file["words"]!).Remove("stale")),
            "The jv file has no words for \"stale\"."
        );

    [Fact]
    public void Words_that_only_one_language_has_stop_the_start() =>
        Refused(Changed("jv", file => file["words"]!["extra"] = "x"), "Only the jv file has the words for \"extra\".");

    [Fact]
    public void Placeholders_that_differ_stop_the_start()
    {
        Refused(
            Changed("jv", file => file["words"]!["lead"] = "{0}: {1}"),
            "The jv words for \"lead\" have other placeholders than the en ones."
        );
        Refused(
            Changed("jv", file => file["words"]!["correction"] = "{1} {1}"),
            "The jv words for \"correction\" have other placeholders than the en ones."
        );
        Refused(
            Changed("jv", file => file["words"]!["lead"] = "{0"),
            "The jv words for \"lead\" have a malformed placeholder."
        );
    }

    [Fact]
    public void A_word_that_two_topics_answer_to_stops_the_start_and_names_both() =>
        Refused(
            Changed("jv", file => file["topics"]!["help"]!["names"] = new JsonArray("Daftar")),
            "The topic \"list\" (id) and the topic \"help\" (jv) both answer to \"daftar\": give one of them another word."
        );

    [Fact]
    public void A_topic_without_an_example_stops_the_start() =>
        Refused(
            Changed("jv", file => file["topics"]!["help"]!["example"] = ""),
            "The jv topic \"help\" needs an example, a line about it and more for the help."
        );

    [Fact]
    public void A_topic_that_one_language_lacks_stops_the_start() =>
        Refused(
            Changed("jv", file => ((JsonObject)file["topics"]!).Remove("list")),
            "The jv file has no topic \"list\"."
        );

    [Fact]
    public void A_code_used_twice_stops_the_start() =>
        Refused(Changed("en", _ => { }), "Two language files have the code \"en\".");

    [Fact]
    public void A_vocabulary_with_a_gap_stops_the_start() =>
        Refused(
            Changed("jv", file => ((JsonObject)file["vocabulary"]!["stages"]!).Remove("live")),
            "The jv vocabulary needs at least one word for each stage, track, access and for a page."
        );

    [Fact]
    public void A_language_called_by_no_name_or_by_that_of_another_stops_the_start()
    {
        Refused(
            Changed("jv", file => file["called"] = new JsonArray()),
            "The jv file needs a name by which the language is called."
        );
        Refused(
            Changed("jv", file => file["called"] = new JsonArray("-")),
            "The jv file calls the language by a name without a letter."
        );
        Refused(
            Changed("jv", file => file["called"] = new JsonArray("Jawa", "Bahasa  INDONESIA")),
            "The languages id and jv are both called \"bahasa indonesia\": take it from one of them."
        );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"code\":\"jv\"}")]
    [InlineData("null")]
    public void A_file_that_cannot_be_read_stops_the_start(string json) =>
        Should.Throw<InvalidDataException>(() => Load(json)).Message.ShouldStartWith("A language file can't be read");

    [Fact]
    public void A_key_that_no_language_has_is_named() =>
        Should
            .Throw<KeyNotFoundException>(() => Phrasebook.Embedded()["en"]["nonsense"])
            .Message.ShouldBe("The language files have no words for \"nonsense\".");

    private static void Refused(string file, string because) =>
        Should.Throw<InvalidDataException>(() => Load(file)).Message.ShouldBe(because);

    private static Phrasebook Load(string file) =>
        new([.. Phrasebook.EmbeddedParts().Append([file]).Select(LanguageFile.Parse)]);

    private static string Changed(string code, Action<JsonNode> change)
    {
        var file = English();
        file["code"] = code;
        file["called"] = new JsonArray($"language {code}");
        change(file);
        return file.ToJsonString();
    }

    // The English files as one.
    private static JsonObject English()
    {
        var english = Phrasebook.EmbeddedParts().First(parts => parts.Any(part => part.Contains("\"code\": \"en\"")));
        return new(english.SelectMany(part => JsonNode.Parse(part)!.AsObject()).Select(Copy));
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> property) =>
        new(property.Key, property.Value?.DeepClone());
}
