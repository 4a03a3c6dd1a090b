using System.Text.Json;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>Lays a message out as an Adaptive Card, or as many as its length needs, one at a time.</summary>
public sealed class CardRenderer(Phrasebook phrasebook, TimeProvider clock, Locale house)
{
    // Teams takes 28 KB for sure; beside the card there are its summary and the rest of the activity.
    private const int LargestCard = 26 * 1024;
    private const int LongestSummary = 300;
    private const int LongestFallback = 600;

    /// <summary>The part asked for; past the end it is the last.</summary>
    public Card Render(Message message, CardContext context)
    {
        var words = phrasebook[message.Language];
        var zone = message.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : house.TimeZone;
        var body = new CardBody(message, words, clock.GetUtcNow(), zone);
        var parts = new Parts(message, context, words);
        var fallback = PlainText.Shorten(CardText.Plain(message.Text), LongestFallback);
        var (elements, buttons) = parts.Take(body, LargestCard - CardText.Bytes(fallback) - 200);
        var card = new AdaptiveCard(words.Code, fallback, elements, buttons.Count > 0 ? buttons : null);
        return new(
            JsonSerializer.Serialize(card, CardJson.Compact.AdaptiveCard),
            PlainText.Shorten(PlainText.Clean(message.Text), LongestSummary)
        );
    }

    /// <summary>Which elements and buttons a part has.</summary>
    private sealed class Parts(Message message, CardContext context, Words words)
    {
        private readonly Offers offers = new(message, words, action => CardButtons.CanAsk(action.Ask));

        private readonly string? asked = context.Asked is { } ask && CardButtons.CanAskAgain(ask) ? ask : null;

        public (IReadOnlyList<CardElement> Elements, IReadOnlyList<CardButton> Buttons) Take(CardBody body, int room)
        {
            var (choices, first, last) = Buttons();
            List<CardElement> repeated = [.. body.Title()];
            List<CardElement> always = [.. SharedBy(), .. choices is null ? Array.Empty<CardElement>() : [choices]];
            room -= Size(always) + Size(repeated) + Size(first) + Size(last) + Size(More(0));
            var parts = Divide([.. body.All()], room);
            var part = asked is null ? 0 : Math.Min(context.Part, parts.Count - 1);
            var (isFirst, isLast) = (part == 0, part == parts.Count - 1);
            List<CardElement> elements =
            [
                .. SharedBy(),
                .. isFirst ? [] : repeated,
                .. parts[part],
                .. isFirst && choices is not null ? [choices] : Array.Empty<CardElement>(),
                .. !isLast && asked is null ? Cut() : [],
            ];
            IEnumerable<CardButton> own =
                isLast ? last
                : asked is null ? []
                : More(part + 1);
            var room4 = CardButtons.Most - own.Count();
            return (elements, [.. isFirst ? CardButtons.Kept(first, room4) : [], .. own]);
        }

        // The next page of the answer is offered on its last part, everything else on the first.
        private (CardElement? Choices, IReadOnlyList<CardButton> First, IReadOnlyList<CardButton> Last) Buttons()
        {
            var replace = !offers.HasAnswer;
            var others = offers.Others;
            var last = CardButtons.Of(offers.Paging, words.Code, replace: false).ToList();
            var room = CardButtons.Most - last.Count - others.Count(Offers.IsShare);
            if (others.Count(action => action.IsChoice) <= room)
            {
                return (null, [.. CardButtons.Of(others, words.Code, replace)], last);
            }

            var (choices, choose) = CardButtons.Choose([.. others.Where(action => action.IsChoice)], words, replace);
            var rest = others.Where(action => !action.IsChoice).ToList();
            return (choices, [choose, .. CardButtons.Of(rest, words.Code, replace: false)], last);
        }

        private IReadOnlyList<CardButton> More(int part) =>
            asked is { } ask ? [CardButtons.Ask(words["action-more"], new(ask, words.Code, Part: part))] : [];

        private IEnumerable<CardElement> SharedBy() =>
            context.SharedBy is { } name
                ? [new RichTextBlock([new(words["shared-by", PlainText.Shorten(CardText.Plain(name), 100)])])]
                : [];

        private IEnumerable<CardElement> Cut() => [new RichTextBlock([new(words["cut"])], "medium")];

        private static List<List<CardElement>> Divide(List<CardElement> all, int room)
        {
            var parts = new List<List<CardElement>> { new() };
            var left = room;
            foreach (var element in all)
            {
                var size = element.Bytes();
                if (size > left && parts[^1].Count > 0)
                {
                    parts.Add([]);
                    left = room;
                }

                parts[^1].Add(element);
                left -= size;
            }

            return parts;
        }

        private static int Size(IEnumerable<CardElement> elements) => elements.Sum(element => element.Bytes());

        private static int Size(IEnumerable<CardButton> buttons) => buttons.Sum(button => button.Bytes());
    }
}
