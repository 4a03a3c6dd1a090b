using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Tests.Asking;

public sealed class GuideTests : IDisposable
{
    private static readonly Guide Guide = new();
    private static readonly Assembly Compiled = Guide.Compile();

    private readonly House house = new(AddTopic, Sample.Netflix, Sample.Bare("iflix", "iflix"));

    [Fact]
    public void It_is_one_file_and_words_in_each_language()
    {
        Guide.Paths.ShouldBe([
            "src/PartnerBot/Asking/Topics/ConfirmedTopic.cs",
            .. Phrasebook
                .EmbeddedCodes()
                .Select(code => $"src/PartnerBot/Asking/Languages/{code}/topics.json")
                .Concat(
                    Phrasebook.EmbeddedCodes().Select(code => $"src/PartnerBot/Asking/Languages/{code}/words.json")
                ),
            "tests/PartnerBot.Tests/Asking/ConfirmedTests.cs",
        ]);
    }

    [Theory]
    [InlineData(
        "when was netflix last confirmed?",
        "Netflix: last confirmed at 14:05 WIB on 18 November 2026, 6 days ago. Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago."
    )]
    [InlineData(
        "kapan netflix terakhir dikonfirmasi?",
        "Netflix: terakhir dikonfirmasi pukul 14.05 WIB tanggal 18 November 2026, 6 hari lalu. Internal, jangan diteruskan. Per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu."
    )]
    public async Task Its_topic_is_asked_and_answered_in_both_languages(string asked, string said) =>
        (await house.AskAsync(asked)).Message.Text.ShouldBe(said);

    [Fact]
    public async Task Its_test_holds()
    {
        var cases = Compiled
            .GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>())
            .Select(row => (Asked: (string)row.Data[0]!, Said: (string)row.Data[1]!))
            .ToList();

        cases.Count.ShouldBeGreaterThan(1);
        foreach (var (asked, said) in cases)
        {
            var message = (await house.AskAsync(asked)).Message;
            message.Topic.ShouldBe("confirmed", asked);
            message.Paragraphs.ShouldBe([said]);
        }
    }

    [Theory]
    [InlineData("help", "confirmed netflix", "when somebody last confirmed what is on record of a partner")]
    [InlineData("bantuan", "konfirmasi netflix", "kapan catatan tentang mitra terakhir dikonfirmasi")]
    public async Task The_help_lists_its_topic(string asked, string example, string about) =>
        (await house.AskAsync(asked)).Message.Sections[0].Lines.ShouldContain(new Line(example, about, example));

    public void Dispose() => house.Dispose();

    private static void AddTopic(IServiceCollection services)
    {
        var topic = Compiled.GetTypes().Single(type => type.IsAssignableTo(typeof(ITopic)));
        // Whoever is following the guide has it already.
        if (services.FirstOrDefault(service => service.ImplementationType?.FullName == topic.FullName) is { } own)
        {
            services.Remove(own);
        }

        services.AddSingleton(typeof(ITopic), topic);
        services.AddSingleton(
            new Phrasebook(Phrasebook.EmbeddedParts().Select(Guide.Extend).Select(LanguageFile.Parse))
        );
    }
}
