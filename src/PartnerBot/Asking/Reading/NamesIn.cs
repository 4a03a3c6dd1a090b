namespace PartnerBot.Asking.Reading;

/// <summary>The names in one sentence: how they are found, and what was found.</summary>
internal sealed class NamesIn
{
    public NamesIn(Sentence sentence, VisibleNames names, Lexicon lexicon)
    {
        var lookup = new NameLookup(sentence, names, lexicon);
        Found = new(sentence);
        Finder = new(sentence, lookup, lexicon, Found);
        Misspelt = new(sentence, lookup, lexicon, Found);
        Unknown = new(sentence, lookup, lexicon, Found);
    }

    public FoundNames Found { get; }

    public NameFinder Finder { get; }

    public MisspeltNames Misspelt { get; }

    public UnknownNames Unknown { get; }
}
