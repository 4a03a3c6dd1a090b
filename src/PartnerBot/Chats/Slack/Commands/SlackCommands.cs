using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Chats.Slack.Inbox;

namespace PartnerBot.Chats.Slack.Commands;

/// <summary>
/// <c>/partner</c> and <c>/mitra</c>: answered privately, at once where the answer is there within 1.5 s, else at the command's
/// own address. Slack waits 3 s at most. Source: Slack, "Implementing slash commands".
/// </summary>
internal sealed partial class SlackCommands(
    IServiceScopeFactory scopes,
    SlackWork work,
    SlackPoster poster,
    SlackBlocks blocks,
    LaterAnswers later,
    TimeProvider clock,
    ILogger<SlackCommands> log
)
{
    private static readonly TimeSpan Noting = TimeSpan.FromSeconds(1);

    // With what was waited before it is less than the 500 ms in which Slack is told something while the registry is down.
    private static readonly TimeSpan NotingOfSlow = TimeSpan.FromMilliseconds(150);

    private readonly CommandPatience patience = new(clock);

    /// <summary>Said where nothing is known of the workspace now.</summary>
    public ResponseMessage Unsure()
    {
        using var scope = scopes.CreateScope();
        var answer = scope.ServiceProvider.GetRequiredService<CommandAnswer>().Unsure();
        return ResponseMessage.Private(blocks.Render(answer.Message, answer.Context));
    }

    /// <returns>The answer; null where it comes later.</returns>
    public async Task<ResponseMessage?> AnswerAsync(CommandAsked command)
    {
        var scope = scopes.CreateAsyncScope();
        var answering = TryAsync(scope.ServiceProvider.GetRequiredService<CommandAnswer>(), command);
        if (await patience.IsThereAsync(answering))
        {
            await using (scope)
            {
                return await AnswerNowAsync(command, await answering);
            }
        }

        // Noted before Slack is told that all is well: should this process end, another gives the answer.
        var noting = NoteAsync(command, answer: null, SlackInbox.Lease);
        // It goes on when it is waited for no longer.
        await noting.IsDoneWithinAsync(NotingOfSlow, clock);
        _ = work.Begin(
            command.Lane,
            $"a command in the workspace {command.Workspace.Team}",
            async (_, cancellationToken) =>
            {
                await using (scope)
                {
                    await AnswerLateAsync(command, await answering, await noting, cancellationToken);
                }
            }
        );
        return null;
    }

    private async Task<CommandReply> TryAsync(CommandAnswer answer, CommandAsked command)
    {
        try
        {
            return await answer.FindAsync(command, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogBroken(exception, command.Workspace.Team);
            return answer.Broken();
        }
    }

    private async Task<ResponseMessage> AnswerNowAsync(CommandAsked command, CommandReply answer)
    {
        if (answer.IsToFollow)
        {
            var noting = NoteAsync(command, answer, notBefore: null);
            await noting.IsDoneWithinAsync(Noting, clock);
            answer = noting is { IsCompletedSuccessfully: true, Result: not null } ? answer : answer.WithoutPromise;
        }

        return ResponseMessage.Private(blocks.Render(answer.Message, answer.Context));
    }

    // With the language and zone of who asks, once they are known.
    private Task<LaterAnswer?> NoteAsync(CommandAsked command, CommandReply? answer, TimeSpan? notBefore) =>
        later.KeepAsync(answer?.Asked ?? command.Asked, command.Address, notBefore, CancellationToken.None);

    private async Task AnswerLateAsync(
        CommandAsked command,
        CommandReply answer,
        LaterAnswer? noted,
        CancellationToken cancellationToken
    )
    {
        if (noted is null)
        {
            answer = answer.WithoutPromise;
        }
        else if (!await later.BeginAsync(noted, cancellationToken))
        {
            return; // it is due again by itself
        }

        var delivery = await poster.RespondAsync(
            command.Reply,
            answer.Message,
            answer.Context,
            content => ResponseMessage.Private(content),
            cancellationToken
        );
        if (noted is not null)
        {
            await EndAsync(command, answer, noted, delivery, cancellationToken);
        }

        if (delivery.Outcome is not DeliveryOutcome.Sent)
        {
            LogNotSaid(command.Workspace.Team, delivery.Outcome, delivery.Reason);
        }
    }

    private async Task EndAsync(
        CommandAsked command,
        CommandReply answer,
        LaterAnswer noted,
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        if (delivery.Outcome is DeliveryOutcome.Later)
        {
            await later.PutOffAsync(noted, delivery.RetryAfter, cancellationToken);
            return;
        }

        if (answer.IsToFollow)
        {
            await NoteAsync(command, answer, notBefore: null);
        }

        await later.DoneAsync(noted, cancellationToken);
    }

    [LoggerMessage(38, LogLevel.Error, "A command in the workspace {Team} could not be answered")]
    private partial void LogBroken(Exception exception, string team);

    [LoggerMessage(
        39,
        LogLevel.Error,
        "The answer to a command in the workspace {Team} was not said: {Outcome}, {Reason}"
    )]
    private partial void LogNotSaid(string team, DeliveryOutcome outcome, string? reason);
}
