using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Chats;

/// <summary>Answers what is in <see cref="LaterAnswers"/>, for 30 minutes after it was asked, and then says that it can't.</summary>
internal sealed partial class AnswersLater(
    LaterAnswers later,
    IEnumerable<IChatPlatform> platforms,
    IServiceScopeFactory scopes,
    Phrasebook phrasebook,
    Locale locale,
    TimeProvider clock,
    ILogger<AnswersLater> log
) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);

    /// <summary>Longer than an answer takes, so that no other replica gives it too.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!platforms.Any())
        {
            return;
        }

        using var timer = new PeriodicTimer(Often, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var one in await later.DueAsync(stoppingToken))
            {
                await TryAsync(one, stoppingToken);
            }
        }
    }

    private async Task TryAsync(LaterAnswer due, CancellationToken cancellationToken)
    {
        if (await later.PutOffAsync(due, Lease, cancellationToken) is not { } mine)
        {
            return;
        }

        try
        {
            var message = await FindAsync(mine, cancellationToken) ?? GiveUp(mine);
            if (message is null)
            {
                await later.PutOffAsync(mine, by: null, cancellationToken);
            }
            else
            {
                await SayAsync(mine, message, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(exception, mine.Id);
            await later.DoneAsync(mine, cancellationToken);
        }
    }

    private async Task<Message?> FindAsync(LaterAnswer mine, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answerer = scope.ServiceProvider.GetRequiredService<Answerer>();
            var message = (await answerer.AnswerAsync(mine.Asked, cancellationToken)).Message;
            var words = phrasebook[message.Language];
            var at = words.Clock(mine.AskedAt, clock.GetUtcNow(), mine.Asked.TimeZone ?? locale.TimeZone);
            var asked = words["later-asked", at, PlainText.Echo(mine.Asked.Words)];
            return message with { Notes = [asked, .. Doubt(mine, words), .. message.Notes] };
        }
        catch (RegistryUnavailableException)
        {
            return null;
        }
    }

    private Message? GiveUp(LaterAnswer mine)
    {
        if (clock.GetUtcNow() - mine.AskedAt < LaterAnswers.Longest)
        {
            return null;
        }

        var words = phrasebook.First(locale, mine.Asked.Language, mine.Asked.LanguageHint);
        var text = words["later-never", PlainText.Echo(mine.Asked.Words)];
        return OneSentence.Of(text, words) with { Notes = [.. Doubt(mine, words)] };
    }

    private static IEnumerable<string> Doubt(LaterAnswer mine, Words words) =>
        mine.Begun ? [words["later-perhaps"]] : [];

    // Where nobody knows whether it was said, it is not said again.
    private async Task SayAsync(LaterAnswer mine, Message message, CancellationToken cancellationToken)
    {
        if (!await later.BeginAsync(mine, cancellationToken))
        {
            return; // it is due again after the lease
        }

        var platform = platforms.Named(mine.Where.Platform);
        var delivery = platform is null
            ? new(DeliveryOutcome.Unreachable, Reason: "platform is off")
            : await platform.SendAsync(mine.Where, message, cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Later && clock.GetUtcNow() - mine.AskedAt < LaterAnswers.Longest)
        {
            await later.PutOffAsync(mine, delivery.RetryAfter, cancellationToken);
            return;
        }

        await later.DoneAsync(mine, cancellationToken);
        if (delivery.Outcome is not DeliveryOutcome.Sent)
        {
            LogNotSaid(mine.Id, mine.Where.Platform, delivery.Outcome, delivery.Reason);
        }
    }

    [LoggerMessage(24, LogLevel.Error, "The answer {Id} that was promised for later could not be made")]
    private partial void LogBroken(Exception exception, Guid id);

    [LoggerMessage(
        25,
        LogLevel.Error,
        "The answer {Id} that was promised for later was not said on {Platform}: {Outcome}, {Reason}"
    )]
    private partial void LogNotSaid(Guid id, string platform, DeliveryOutcome outcome, string? reason);
}
