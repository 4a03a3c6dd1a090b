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

    [Theory]
    [InlineData(
        "topics/help/phrases",
        "HOW far",
        "The topic \"status\" (en) and the topic \"help\" (jv) both answer to \"how far\""
    )]
    [InlineData(
        "topics/help/phrases",
        "nope/how far",
        "The topic \"status\" (en) and the topic \"help\" (jv) both answer to \"how far\""
    )]
    [InlineData(
        "topics/help/phrases",
        "kapan",
        "The focus \"date\" (id) and the topic \"help\" (jv) both answer to \"kapan\""
    )]
    [InlineData(
        "reading/focuses/date/phrases",
        "why",
        "The focus \"reason\" (en) and the focus \"date\" (jv) both answer to \"why\""
    )]
    public void A_phrase_under_two_topics_or_focuses_stops_the_start(string under, string phrase, string because) =>
        Refused(Changed("jv", file => Replace(file, under, phrase)), $"{because}: give one of them another word.");

    [Theory]
    [InlineData("… foo", "it begins or ends with a gap")]
    [InlineData("foo … … bar", "it has two gaps in a row")]
    [InlineData("foo  bar", "it has an empty word: one space goes between words, one / between alternatives")]
    [InlineData("foo/", "it has an empty word: one space goes between words, one / between alternatives")]
    [InlineData("<parnter> foo", "there is no <parnter>")]
    [InlineData("f*", "f* needs 2 letters or more before the *, and nothing else")]
    [InlineData("fo*o", "fo*o has a sign that no word has")]
    [InlineData("don't", "don't has a sign that no word has")]
    [InlineData("Foo", "Foo has a capital, and words are read without")]
    public void A_phrase_that_can_never_be_said_stops_the_start(string phrase, string because)
    {
        foreach (var under in (string[])["topics/list/hints", "reading/focuses/date/phrases", "vocabulary/thanks"])
        {
            Refused(
                Changed("jv", file => Replace(file, under, phrase)),
                $"The jv phrase \"{phrase}\" can't be read: {because}."
            );
        }
    }

    [Theory]
    [InlineData("vocabulary/stages/live", "liv*")]
    [InlineData("vocabulary/tracks/legal", "legal/juridical")]
    [InlineData("vocabulary/access/closed", "shut … down")]
    [InlineData("vocabulary/page", "<stage>")]
    [InlineData("called", "jav*")]
    public void A_pattern_where_a_button_is_written_stops_the_start(string under, string phrase) =>
        Refused(
            Changed("jv", file => Replace(file, under, phrase)),
            $"The jv word \"{phrase}\" is written in buttons: put one without \"/\", \"*\", \"…\" and \"<\" before it."
        );

    [Fact]
    public void A_spelling_of_a_word_that_there_is_not_stops_the_start() =>
        Refused(
            Changed("jv", file => file["reading"]!["spellings"]!["xq"] = "xquisite"),
            "The jv spelling \"xq\" stands for \"xquisite\", which is none of the language's words."
        );

    [Fact]
    public void A_calendar_with_a_gap_stops_the_start()
    {
        Refused(
            Changed("jv", file => ((JsonArray)file["reading"]!["periods"]!["months"]!).RemoveAt(0)),
            "The jv periods need words for twelve months, from January on."
        );
        Refused(
            Changed("jv", file => ((JsonArray)file["reading"]!["periods"]!["weekdays"]![6]!).Clear()),
            "The jv periods need words for seven weekdays, from Monday on."
        );
        Refused(
            Changed("jv", file => Replace(file, "reading/periods/since", "as of")),
            "The jv periods have \"as of\", which is not one word."
        );
    }

    [Fact]
    public void A_focus_without_phrases_stops_the_start()
    {
        Refused(
            Changed("jv", file => ((JsonObject)file["reading"]!["focuses"]!).Remove("public")),
            "The jv file has no phrases for the focus \"public\"."
        );
        Refused(
            Changed("jv", file => Replace(file, "reading/focuses/reason/phrases")),
            "The jv file has no phrases for the focus \"reason\"."
        );
    }

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

    private static void Replace(JsonNode file, string path, params string[] words)
    {
        string[] steps = path.Split('/');
        steps[..^1].Aggregate(file, (node, step) => node[step]!)[steps[^1]] = new JsonArray([
            .. words.Select(word => (JsonNode)word),
        ]);
    }

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
