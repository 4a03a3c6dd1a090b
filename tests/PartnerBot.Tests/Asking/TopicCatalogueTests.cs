using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Tests.Asking;

public sealed class TopicCatalogueTests
{
    [Fact]
    public void Two_topics_of_one_name_stop_the_start_with_both_named()
    {
        using var house = new House();
        var topic = house.Get<TopicCatalogue>()["list"];

        Refused(
            [topic, new Named("list")],
            "ListTopic and Named are both the topic \"list\": give one of them another name."
        );
    }

    [Fact]
    public void A_topic_without_words_stops_the_start() =>
        Refused([new Named("weather")], "The topic \"weather\" has no words in the en file.");

    [Fact]
    public void Words_without_their_topic_stop_the_start() =>
        Refused([new Named("status")], "The en file has words for a topic \"list\", which there is not.");

    private static void Refused(ITopic[] topics, string because) =>
        Should
            .Throw<InvalidDataException>(() => new TopicCatalogue(topics, Phrasebook.Embedded()))
            .Message.ShouldBe(because);

    private sealed record Named(string Name) : ITopic
    {
        public Task<Message> AnswerAsync(
            Question question,
            VisiblePartners partners,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new Message
                {
                    Topic = Name,
                    Language = "en",
                    Text = Name,
                }
            );
    }
}
