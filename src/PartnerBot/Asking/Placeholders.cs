using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

// To be replaced by what branch `asking` brings.

public sealed record Answered(Question Question, Message Message);

public static class KnownLanguages
{
    public static IReadOnlyList<string> All { get; } = ["en", "id"];

    public static string Unavailable(string language) =>
        language is "id"
            ? "Registri tidak dapat dihubungi saat ini. Coba lagi sebentar lagi."
            : "The registry can't be reached right now. Try again in a minute.";
}

public sealed class Answerer(
    RegistryClient registry,
    PartnerDirectory directory,
    LastAsked lastAsked,
    Locale locale,
    TimeProvider time
)
{
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Answered> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        var visible = new VisiblePartners(new Access(), registry, directory);
        var list = await visible.ListAsync(cancellationToken);
        var named = list.Value.Where(partner => asked.Words.Contains(partner.Name, StringComparison.OrdinalIgnoreCase));
        List<PartnerId> ids = [.. named.Select(partner => partner.Id)];
        var reading = ids.Count > 0 ? await visible.FindAsync(ids[0], cancellationToken) : null;
        if (reading is not null)
            await lastAsked.RememberAsync(asked.Asker, ids[0], time.GetUtcNow(), cancellationToken);
        var language = asked.Language ?? locale.Language;
        var text = reading is null
            ? "I know no partner of that name."
            : $"{reading.Value.Name}: {reading.Value.Stage}" + (reading.Stale ? $" (stale, {reading.AsOf:HH:mm})" : "");
        return new(
            new Question(
                asked,
                reading is null ? "unknown" : "status",
                ids,
                null,
                new Filters(),
                null,
                language,
                [],
                []
            ),
            new Message
            {
                Topic = "status",
                Language = language,
                Text = text,
            }
        );
    }
}
