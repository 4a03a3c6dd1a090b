using PartnerBot.Asking.Languages;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>
/// What admins alone see: every subscription, ten at a time. It has no command word, so that neither the help nor the
/// platforms' lists of commands offer it, and "admin, status netflix" is asked as of anybody.
/// </summary>
public sealed class AdminTopic(Phrasebook phrasebook, Admins admins, AllSubscriptions subscriptions, Locale locale)
    : ITopic
{
    public const string TopicName = "admin";

    public string Name => TopicName;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        if (question.Asked is { Openly: true } or { ToAll: true })
        {
            return words.Ordered(this, words["admin-openly"]);
        }

        if (await admins.IncludeAsync(question.Asked.Asker, cancellationToken) is not { } isAdmin)
        {
            return words.Ordered(this, words["subscriptions-unread"]);
        }

        return isAdmin ? await ListAsync(question, partners, words, cancellationToken) : Refuse(words);
    }

    private Message Refuse(Words words)
    {
        var own = words.File.Topics[SubscriptionsTopic.TopicName].Example;
        return words.Ordered(this, words["admin-only", own], new MessageAction(SubscriptionsTopic.TopicName, own, own));
    }

    private async Task<Message> ListAsync(
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var names = await partners.NamesAsync(cancellationToken);
        if (await subscriptions.ReadAsync(cancellationToken) is not { } all)
        {
            return words.Ordered(this, words["subscriptions-unread"]);
        }

        // A partner that is seen no more is as if it had never been.
        all.RemoveAll(held => held.What.Scope.Partner is { } id && names.Find(id) is null);
        if (all.Count == 0)
        {
            return words.Ordered(this, words["admin-subscriptions-none"]);
        }

        var page = all.Page(question.Filters);
        var accounts = page.Shown.SelectMany(held => new[] { held.Who, held.By });
        var emails = await subscriptions.EmailsAsync(accounts, cancellationToken);
        var zone = locale.ZoneFor(question);
        return Say(page, words, held => LineOf(held, names, emails, zone, words));
    }

    private Message Say(Page<HeldSubscription> page, Words words, Converter<HeldSubscription, Line> lineOf)
    {
        var (title, range) = (words["admin-subscriptions"], words.Range(page));
        var again = $"{words.File.Topics[Name].Example} {words.File.Vocabulary.Page[0]}";
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = words["state", title, range],
            Headline = new(title, null, range),
            Sections =
            [
                .. page
                    .Shown.GroupBy(held => held.Who.IsRoom)
                    .Select(group => new Section(
                        words[group.Key ? "admin-rooms" : "admin-people"],
                        [.. group.Select(held => lineOf(held))]
                    )),
            ],
            Visibility = Visibility.Internal,
            Actions = page.Next is { } next ? [new(Name, words["action-more"], $"{again} {next}")] : [],
            NextPage = page.Next,
        };
    }

    private static Line LineOf(
        HeldSubscription held,
        VisibleNames names,
        IReadOnlyDictionary<Recipient, string> emails,
        TimeZoneInfo zone,
        Words words
    )
    {
        var at = words.DateAndTime(held.What.At, zone);
        var since =
            held.By == held.Who
                ? words["subscribed-at", at]
                : words["subscribed-by", Called(held.By, held.What.By, emails), at];
        return new(Called(held.Who, held.Name, emails), $"{words.Said(held.What.Scope, names)} · {since}");
    }

    // A name alone may be several people's.
    private static string Called(Recipient who, string? name, IReadOnlyDictionary<Recipient, string> emails)
    {
        var known =
            emails.GetValueOrDefault(who)
            ?? (who.Address is { } at ? $"{Words.Capitalised(at.Platform)} {at.Id}" : who.Key);
        return name is { Length: > 0 } ? $"{PlainText.Echo(name)} ({known})" : known;
    }
}
