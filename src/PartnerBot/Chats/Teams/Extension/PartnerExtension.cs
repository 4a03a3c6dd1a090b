using System.Globalization;
using Microsoft.Bot.Schema.Teams;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Teams.Extension;

/// <summary>The message extension: a partner's status put into what somebody is writing, by its name or by a link to it.</summary>
internal sealed class PartnerExtension(
    PartnerSearch search,
    PartnerCards cards,
    RegistryLinks links,
    Answerer answerer,
    Phrasebook phrasebook,
    Locale locale,
    TimeProvider clock
)
{
    /// <summary>The command's id in the manifest.</summary>
    public const string Command = "partners";

    // Of 500 ms, after which Teams is no longer quick while typing; the rest is for the way there and back.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>Whether a command is this one; the playground names none.</summary>
    public static bool Knows(MessagingExtensionQuery query) => query.CommandId is null or "" or Command;

    /// <summary>The partners that fit what was typed, those alone that could be read in time.</summary>
    public async Task<MessagingExtensionResponse> SearchAsync(
        Asked asked,
        MessagingExtensionQuery query,
        CancellationToken cancellationToken
    )
    {
        if (query.QueryOptions?.Skip > 0)
        {
            return ExtensionAnswers.Choose([]); // the first page is all there is
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var typed = TypedIn(query);
        try
        {
            asked = await answerer.AsChosenAsync(asked, until.Token).WaitAsync(until.Token);
            var finding = search.FindAsync(typed, asked.Asker, cards.Visible, PartnerSearch.Most, until.Token);
            var found = await finding.WaitAsync(until.Token);
            var made = await MakeAsync(asked, found, until.Token);
            cancellationToken.ThrowIfCancellationRequested();
            return made.Count > 0 ? ExtensionAnswers.Choose(made) : Say(asked, typed);
        }
        catch (Exception exception)
            when (exception is RegistryUnavailableException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return ExtensionAnswers.Say(WordsFor(asked)["unavailable"]);
        }
    }

    /// <summary>The partner that a link is about; null, the same, for every other link and where there is no such partner that the asker may see.</summary>
    public async Task<MessagingExtensionResponse?> UnfurlAsync(
        Asked asked,
        string? link,
        CancellationToken cancellationToken
    )
    {
        if (links.Find(link) is not { } partner)
        {
            return null;
        }

        try
        {
            asked = await answerer.AsChosenAsync(asked, cancellationToken);
            return await cards.MakeAsync(asked, partner, cancellationToken) is { } card
                ? ExtensionAnswers.Choose([card])
                : null;
        }
        catch (RegistryUnavailableException)
        {
            return null;
        }
    }

    // All at once; only where there is none in time is it said that there is none.
    private async Task<List<MessagingExtensionAttachment>> MakeAsync(
        Asked asked,
        IReadOnlyList<PartnerSummary> partners,
        CancellationToken until
    )
    {
        var made = await Task.WhenAll(partners.Select(partner => TryMakeAsync(asked, partner.Id, until)));
        var there = made.Select(one => one.Card).OfType<MessagingExtensionAttachment>().ToList();
        return there.Count > 0 || Array.TrueForAll(made, one => one.IsRead)
            ? there
            : throw new RegistryUnavailableException("No partner was read in time.");
    }

    private async Task<(MessagingExtensionAttachment? Card, bool IsRead)> TryMakeAsync(
        Asked asked,
        PartnerId partner,
        CancellationToken until
    )
    {
        try
        {
            return (await cards.MakeAsync(asked, partner, until).WaitAsync(until), IsRead: true);
        }
        catch (Exception exception) when (exception is RegistryUnavailableException or OperationCanceledException)
        {
            return (null, IsRead: false);
        }
    }

    private MessagingExtensionResponse Say(Asked asked, string typed) =>
        ExtensionAnswers.Say(
            PlainText.Echo(typed) is { Length: > 0 } echo
                ? WordsFor(asked)["search-none", echo]
                : WordsFor(asked)["list-empty"]
        );

    // Teams says that nothing is typed yet by a parameter of its own.
    private static string TypedIn(MessagingExtensionQuery query) =>
        query.Parameters?.FirstOrDefault() is { Name: not "initialRun" } parameter
            ? Convert.ToString(parameter.Value, CultureInfo.InvariantCulture) ?? ""
            : "";

    private Words WordsFor(Asked asked) => phrasebook.First(locale, asked.Language, asked.LanguageHint);
}
