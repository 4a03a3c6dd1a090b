namespace PartnerBot.Asking.Reading;

/// <summary>Finds words that are meant as a partner's name and are none; they are asked about, never answered.</summary>
internal sealed class UnknownNames(Sentence sentence, NameLookup lookup, Lexicon lexicon, FoundNames found)
{
    /// <summary>Whether there is a word that may be a name of a partner that is not known.</summary>
    public bool Any => sentence.Left.Any(at => sentence.IsStrange(at) && sentence.IsWhereNamesStand(at));

    /// <summary>Where a partner was to be named and none was found: the words that must be meant.</summary>
    /// <param name="command">Where a command stands: what follows it is meant as a name, everyday words too.</param>
    /// <param name="whole">A whole phrase asks for a partner, so that everyday words that are led to, or nearly a name, are meant.</param>
    public void Find(int? command, bool whole)
    {
        var first = Enumerable
            .Range(0, sentence.Count)
            .FirstOrDefault(at => IsMeant(at, Follows(at, command), whole), -1);
        if (first >= 0)
        {
            var after = Enumerable.Range(first + 1, sentence.Count - first - 1).TakeWhile(IsLeft);
            AskAbout(first, 1 + after.Count());
            return;
        }

        var nearly = whole ? sentence.Left.FirstOrDefault(at => lookup.Perhaps(at, 1).Count > 0, -1) : -1;
        if (nearly >= 0)
        {
            AskAbout(nearly, 1);
        }
    }

    /// <summary>Words that stand beside a name as a second one would: "netflix and blokbuster".</summary>
    public void FindBeside()
    {
        for (var at = 1; at + 1 < sentence.Count; at++)
        {
            var (before, after) = (at - 1, at + 1);
            if (lexicon.IsJoiner(sentence.Words[at]) && sentence.IsNamed(before) && IsUnknown(after))
            {
                AskAbout(after, 1);
            }
            else if (lexicon.IsJoiner(sentence.Words[at]) && sentence.IsNamed(after) && IsUnknown(before))
            {
                AskAbout(before, 1);
            }
        }
    }

    private bool IsMeant(int at, bool commanded, bool whole) =>
        commanded && at > 0 && sentence.IsMended(at) && sentence.Tag(at) is null
        || (
            IsLeft(at)
            && (commanded || sentence.IsStrange(at) || (whole && sentence.IsLedTo(at) && !sentence.Left.Skip(1).Any()))
        );

    // Right after it, or after words that only hold the sentence together.
    private bool Follows(int at, int? command) =>
        command < at && Enumerable.Range(command.Value + 1, at - command.Value - 1).All(sentence.IsFiller);

    private bool IsUnknown(int at) => sentence.IsStrange(at) && !sentence.IsExplained(at);

    private bool IsLeft(int at) => !sentence.IsExplained(at) && sentence.IsContent(at);

    private void AskAbout(int start, int count) => found.AskAbout(start, count, lookup.Perhaps(start, count));
}
