using Microsoft.Extensions.DependencyInjection;

namespace PartnerBot.Tests.Asking.Languages;

public sealed class ExampleTests
{
    /// <summary>All languages together, since that is how questions are read.</summary>
    [Fact]
    public void Every_example_in_every_language_is_read_as_its_own_topic()
    {
        using var house = new House(
            services => services.AddSingleton(Dutch.Phrasebook),
            Sample.Netflix,
            Sample.Of("hooq", "HOOQ"),
            Sample.Of("iflix", "iflix")
        );
        var examples = Dutch
            .Phrasebook.All.SelectMany(words => words.File.Topics)
            .Where(topic => topic.Value.Names.Count > 0)
            .Select(topic => (topic.Value.Example, Topic: topic.Key))
            .ToList();

        examples.Select(example => (example.Example, house.Read(example.Example).Topic)).ShouldBe(examples);
    }

    [Fact]
    public void Every_command_word_alone_is_read_as_its_topic()
    {
        using var house = new House(services => services.AddSingleton(Dutch.Phrasebook));
        var names = Dutch
            .Phrasebook.All.SelectMany(words => words.File.Topics)
            .SelectMany(topic => topic.Value.Names.Select(name => (name, Topic: topic.Key)))
            .ToList();

        names.Select(name => (name.name, house.Read(name.name).Topic)).ShouldBe(names);
    }
}
