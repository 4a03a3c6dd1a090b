using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Chats.Slack;

/// <summary>Says a message, in as many characters as Slack takes: the limit is not documented, so that less is tried.</summary>
internal sealed class SlackPoster(
    SlackClient slack,
    SlackChats chats,
    ResponseUrls responses,
    SlackBlocks blocks,
    TimeProvider clock
)
{
    private readonly Alike<BlockContext, SlackMessage> laidOut = new(clock, blocks.Render);

    private const string NoChannel = "channel_not_found";

    private static readonly int[] Budgets = [SlackBlocks.Budget, SlackBlocks.Budget / 2, SlackBlocks.Budget / 8];

    /// <summary>Says it first in somebody's own chat.</summary>
    public async Task<Delivery> PostToAsync(
        SlackWorkspace workspace,
        string user,
        string? thread,
        Message message,
        string? id,
        CancellationToken cancellationToken
    )
    {
        var to = await chats.PostingToAsync(workspace, user, cancellationToken);
        if (to.Value is not { } channel)
        {
            return to.Error!.ToDelivery();
        }

        var place = new SlackPlace(workspace, channel, thread, IsRoom: false);
        var said = await PostAsync(
            place,
            message,
            new(),
            id,
            cancellationToken,
            chat => chats.Learn(workspace, user, chat)
        );
        if (said.Reason is not NoChannel || channel != user)
        {
            return said;
        }

        // Some tokens can't post to a person whose chat is not open.
        var opened = await chats.FindAsync(workspace, user, cancellationToken);
        return opened.Value is { } chat
            ? await PostAsync(place with { Channel = chat }, message, new(), id, cancellationToken)
            : opened.Error!.ToDelivery();
    }

    /// <param name="id">Ours, opaque, noted on the message; null notes nothing.</param>
    /// <param name="learn">Is told where it is.</param>
    public Task<Delivery> PostAsync(
        SlackPlace place,
        Message message,
        BlockContext context,
        string? id,
        CancellationToken cancellationToken,
        Action<string>? learn = null
    ) =>
        FitAsync(
            message,
            context,
            async content =>
            {
                var (token, thread) = (place.Workspace.Token, place.Thread);
                var posted = await slack.PostMessageAsync(token, place.Channel, thread, content, id, cancellationToken);
                if (posted.Value?.Channel is { Length: > 0 } channel)
                {
                    learn?.Invoke(channel);
                }

                return Became(posted);
            }
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
            delivery = await say(laidOut.Of(message, context with { Budget = budget }));
            if (delivery.Reason is not { } reason || !SlackErrors.IsTooLong(reason))
            {
                break;
            }
        }

        return delivery;
    }
}
