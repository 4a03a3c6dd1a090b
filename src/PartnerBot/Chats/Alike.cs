using PartnerBot.Asking;
using PartnerBot.Storage;

namespace PartnerBot.Chats;

/// <summary>Notices that were laid out a moment ago, for the many who are told the same.</summary>
/// <param name="layOut">Lays a message out anew.</param>
internal sealed class Alike<TContext, TLaidOut>(TimeProvider clock, Func<Message, TContext, TLaidOut> layOut)
    where TLaidOut : class
{
    private const int Most = 50;

    private readonly Recent<(Message, TContext), TLaidOut> known = new(clock, most: Most);

    /// <param name="context">What it depends on besides.</param>
    public TLaidOut Of(Message message, TContext context)
    {
        if (message.NoticeId is null)
        {
            return layOut(message, context); // an answer, which is one person's
        }

        // The id alone is each one's own, and is not shown.
        var key = (message with { NoticeId = null }, context);
        if (known.Find(key) is { } laidOut)
        {
            return laidOut;
        }

        laidOut = layOut(message, context);
        known.Keep(key, laidOut);
        return laidOut;
    }
}
