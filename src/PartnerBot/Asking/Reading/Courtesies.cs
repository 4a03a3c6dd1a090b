using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Greetings and thanks in all languages, each with the key of what is said to it.</summary>
internal static class Courtesies
{
    public static Phrases<string> Of(Phrasebook phrasebook)
    {
        var courtesies = new Phrases<string>(phrasebook.Lexicon);
        foreach (var vocabulary in phrasebook.All.Select(words => words.File.Vocabulary))
        {
            courtesies.Add(vocabulary.Greetings, "greeting", weight: 1);
            courtesies.Add(vocabulary.Thanks, "thanks", weight: 1);
        }

        return courtesies;
    }
}
