using PartnerBot.Asking.Languages;
using PartnerBot.People;

namespace PartnerBot.Asking.Topics;

/// <summary>In which language the asker is answered from now on.</summary>
public sealed class LanguageTopic(Phrasebook phrasebook, Preferences preferences) : ITopic
{
    public const string TopicName = "language";

    public string Name => TopicName;

    public int Precedence => 8;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        if (question.Subject is not { } wanted)
        {
            return Say(words["language-now"], words, phrasebook.All);
        }

        if (phrasebook.Find(wanted) is not { } chosen)
        {
            var known = string.Join(", ", phrasebook.All.Select(language => language.File.Name));
            return Say(words["language-unknown", PlainText.Echo(wanted), known], words, phrasebook.All);
        }

        var kept = await preferences.ChooseLanguageAsync(question.Asked.Asker, chosen.Code, cancellationToken);
        return kept
            ? Say(chosen["language-chosen"], chosen, phrasebook.All.Where(other => other != chosen))
            : Say(chosen["language-not-kept"], chosen, [chosen]);
    }

    private Message Say(string what, Words words, IEnumerable<Words> offered) =>
        new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [what],
            Actions =
            [
                .. offered.Select(language => new MessageAction(
                    Name,
                    language.File.Name,
                    $"{words.Command(Name)} {language.File.Called[0]}"
                )),
            ],
        };
}
