using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Chats.Slack;

/// <summary>Says a message, in as many characters as Slack takes: the limit is not documented, so that less is tried.</summary>
internal sealed class SlackPoster(SlackClient slack, ResponseUrls responses, SlackBlocks blocks)
{
    private static readonly int[] Budgets = [SlackBlocks.Budget, SlackBlocks.Budget / 2, SlackBlocks.Budget / 8];

    /// <param name="id">Ours, opaque, noted on the message; null notes nothing.</param>
    public Task<Delivery> PostAsync(
        SlackPlace place,
        Message message,
        BlockContext context,
        string? id,
        CancellationToken cancellationToken
    ) =>
        FitAsync(
            message,
            context,
            async content =>
                Became(
                    await slack.PostMessageAsync(
                        place.Workspace.Token,
                        place.Channel,
                        place.Thread,
                        content,
                        id,
                        cancellationToken
                    )
                )
        );

    public Task<Delivery> UpdateAsync(
        SlackPlace place,
        string ts,
        Message message,
        string? id,
        CancellationToken cancellationToken
    ) =>
        FitAsync(
            message,
            new(),
            async content =>
                Became(
                    await slack.UpdateMessageAsync(
                        place.Workspace.Token,
                        place.Channel,
                        ts,
                        content,
                        id,
                        cancellationToken
                    )
                )
        );

    /// <summary>Says it where a command or a press is answered.</summary>
    public Task<Delivery> RespondAsync(
        string url,
        Message message,
        BlockContext context,
        Func<SlackMessage, ResponseMessage> how,
        CancellationToken cancellationToken
    ) =>
        FitAsync(
            message,
            context,
            async content =>
            {
                var said = await responses.SayAsync(url, how(content), cancellationToken);
                return said.Error?.ToDelivery() ?? new(DeliveryOutcome.Sent);
            }
        );

    private static Delivery Became(SlackResult<PostedMessage> result) =>
        result.Error?.ToDelivery() ?? new(DeliveryOutcome.Sent, result.Value!.Ts);

    private async Task<Delivery> FitAsync(Message message, BlockContext context, Func<SlackMessage, Task<Delivery>> say)
    {
        Delivery delivery = null!;
        foreach (var budget in Budgets)
        {
            delivery = await say(blocks.Render(message, context with { Budget = budget }));
            if (delivery.Reason is not { } reason || !SlackErrors.IsTooLong(reason))
            {
                break;
            }
        }

        return delivery;
    }
}
