using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

// To be replaced by what branch `asking` brings.
public sealed record Answer(Question Question, Message Message);

public sealed class Answerer(
    Access access,
    RegistryClient registry,
    PartnerDirectory directory,
    LastAsked lastAsked,
    Locale locale,
    TimeProvider time
)
{
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        var visible = new VisiblePartners(access, registry, directory);
        var list = await visible.ListAsync(cancellationToken);
        var named = list.Value.Where(partner => asked.Words.Contains(partner.Name, StringComparison.OrdinalIgnoreCase));
        List<PartnerId> ids = [.. named.Select(partner => partner.Id)];
        var reading = ids.Count > 0 ? await visible.FindAsync(ids[0], cancellationToken) : null;
        if (reading is not null)
            await lastAsked.RememberAsync(asked.Asker, ids[0], time.GetUtcNow(), cancellationToken);
        var (topic, language) = (reading is null ? "help" : "status", asked.Language ?? locale.Language);
        var text = reading is null ? "I know no partner of that name." : $"{reading.Value.Name}: {reading.Value.Stage}";
        return new(
            new(asked, topic, ids, null, new Filters(), null, language, [], []),
            new()
            {
                Topic = topic,
                Language = language,
                Text = text,
            }
        );
    }
}
