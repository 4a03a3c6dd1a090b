using System.Globalization;

namespace PartnerBot.Tests.Asking.Corpus;

/// <summary>
/// Questions as people put them, each with how it is to be read (see README.md in this folder). What is asked of a partner
/// must never be answered about another.
/// </summary>
public sealed class CorpusTests
{
    private static readonly DateTimeOffset Asked = new(2026, 11, 25, 7, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("english.tsv")]
    [InlineData("indonesian.tsv")]
    [InlineData("later.tsv")]
    [InlineData("set-aside.tsv")]
    [InlineData("unseen.tsv")]
    [InlineData("last.tsv")]
    [InlineData("orders-english.tsv")]
    [InlineData("orders-indonesian.tsv")]
    public void Questions_are_read_as_a_colleague_would(string file)
    {
        using var house = new House(CorpusPartners.All);
        house.Time.SetUtcNow(Asked);
        var read = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Asking", "Corpus", file))
            .Select(CorpusQuestion.Parse)
            .Select(meant => (Meant: meant, Read: CorpusQuestion.Of(house.Read(meant.Words))))
            .ToList();

        var misses = read.FindAll(each => !each.Meant.IsExact(each.Read));
        var others = read.FindAll(each => each.Meant.IsExact(each.Read) && !each.Meant.HasExtras(each.Read));
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {read.Count - misses.Count} of {read.Count} exact, {others.Count} of these but for extras{List(misses)}{List(others)}"
        );
        TestContext.Current.SendDiagnosticMessage("{0}", report);
        read.Where(each => each.Meant.IsWrong(each.Read)).ShouldBeEmpty(report);
        (misses.Count / (double)read.Count).ShouldBeLessThan(0.03, report);
        (others.Count / (double)read.Count).ShouldBeLessThan(0.05, report);
    }

    private static string List(IEnumerable<(CorpusQuestion Meant, CorpusQuestion Read)> questions) =>
        string.Concat(
            questions.Select(each => $"\n  {each.Meant.Words}\n    meant {Say(each.Meant)}\n    read  {Say(each.Read)}")
        );

    private static string Say(CorpusQuestion question) =>
        $"{question.Topic} {question.Partners} {question.Track} {question.Extras}";
}
