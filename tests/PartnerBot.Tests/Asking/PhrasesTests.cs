using CsCheck;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Reading;

namespace PartnerBot.Tests.Asking;

public sealed class PhrasesTests
{
    private static readonly Phrasebook Book = Phrasebook.Embedded();

    [Fact]
    public void Any_sentence_is_searched_and_what_is_found_stands_in_order()
    {
        var phrases = new Phrases<string>(Book.Lexicon);
        phrases.Add(Book.All.SelectMany(words => words.File.Phrases()), "any", weight: 1);

        Texts.Any.Sample(
            text =>
            {
                var sentence = new Sentence(Token.Normalise(text), Book.Lexicon);
                foreach (var found in phrases.In(sentence))
                {
                    found.Places.ShouldNotBeEmpty();
                    found.Places.ShouldBeInOrder();
                    found.Places.ShouldBeUnique();
                    found.Places.ShouldAllBe(place => place >= 0 && place < sentence.Count);
                }
            },
            iter: 1000
        );
    }

    [Theory]
    [InlineData("when live", "when will it be live", true)]
    [InlineData("when … live", "when will netflix finally go live", true)]
    [InlineData("when … live", "when one two three four five six seven live", false)]
    [InlineData("when … live", "when netflix? live", false)]
    [InlineData("open/close it", "close it", true)]
    [InlineData("deadline*", "deadlines", true)]
    [InlineData("deadline*", "dead", false)]
    [InlineData("a … b … c", "a x b y c", true)]
    [InlineData("a … b … c", "a x c y b", false)]
    public void A_phrase_is_found_as_it_says(string phrase, string text, bool found)
    {
        var phrases = new Phrases<string>(Book.Lexicon);
        phrases.Add([phrase], "any", weight: 1);

        (phrases.In(new Sentence(text, Book.Lexicon)).Count > 0).ShouldBe(found);
    }
}
