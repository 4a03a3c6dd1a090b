using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>Who is in charge of a partner on our side.</summary>
public sealed class OwnerTopic(Phrasebook phrasebook) : ITopic
{
    public const string TopicName = "owner";

    private const int ManyPartners = 10;
    private const int ManyManagers = 10;

    public string Name => TopicName;

    public int Precedence => 5;

    public bool AboutPartners => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var readings = await partners.FindEachAsync(question.Partners.Take(ManyPartners), cancellationToken);

        List<Partner> all = readings.ConvertAll(reading => reading.Value);
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [.. all.Where(IsNobodys).Select(partner => words["owner-none", partner.Name])],
            Sections = [.. all.Where(partner => !IsNobodys(partner)).Select(partner => SectionOf(partner, words))],
            Notes =
            [
                .. question.Partners.Count > ManyPartners
                    ? [words["first-partners", ManyPartners, question.Partners.Count]]
                    : Array.Empty<string>(),
                .. all.Exists(partner => partner.Sample) ? [words["sample"]] : Array.Empty<string>(),
            ],
            // Colleagues' names are for colleagues, however public the partner is.
            Visibility = all.Select(partner => partner.Visibility).Append(Visibility.Internal).Max(),
            Freshness = Freshness.Oldest(
                readings.Select(reading => new Freshness(reading.AsOf, reading.Value.LastConfirmed, reading.Stale))
            ),
        };
    }

    private static bool IsNobodys(Partner partner) => partner.Owner is null && partner.Managers.Count == 0;

    private static Section SectionOf(Partner partner, Words words)
    {
        var managers = partner.Managers.Take(ManyManagers).Select(Reached).ToList();
        if (partner.Managers.Count > ManyManagers)
        {
            managers.Add(words["owner-rest", partner.Managers.Count - ManyManagers]);
        }

        return new(
            words["owner-of", partner.Name],
            [
                new(words["owner"], partner.Owner is { } owner ? Reached(owner) : words["not-recorded"]),
                new(words["managers"], managers.Count == 0 ? words["not-recorded"] : string.Join("; ", managers)),
            ]
        );
    }

    private static string Reached(Person person) =>
        person.Email is { } email ? $"{person.Name} ({email})" : person.Name;
}
