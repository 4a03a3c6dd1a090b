using System.Globalization;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>
/// Whether a message with our id on it stands in a channel or thread. Apps that are distributed outside Slack's Marketplace
/// may read one page a minute, of 15 messages. Source: Slack, "Rate limit changes for non-Marketplace apps".
/// </summary>
internal sealed class SlackSightings(SlackClient slack, TimeProvider clock)
{
    /// <summary>How far the clocks may be apart.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take, and Slack to write down what it was told in it.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PageKeptFor = TimeSpan.FromMinutes(30);

    // With a page a minute, none would get past the first if each time began there.
    private readonly Recent<string, string> reached = new(clock, PageKeptFor);

    public async Task<Sighting> FindAsync(
        SlackPlace place,
        string notice,
        Tried tried,
        CancellationToken cancellationToken
    )
    {
        var cursor = reached.Find(notice);
        do
        {
            var page = await ReadAsync(place, tried, cursor, cancellationToken);
            if (page.Value is not { } history)
            {
                return NotRead(notice, cursor, page.Error!);
            }

            if (history.Messages.FirstOrDefault(message => message.Noted == notice) is { Ts: { } ts })
            {
                reached.Forget(notice);
                return new(Seen.Yes, ts);
            }

            cursor = history.ResponseMetadata?.NextCursor;
        } while (cursor is { Length: > 0 });

        reached.Forget(notice);
        return new(Seen.No);
    }

    /// <summary>Why it isn't known: for now, or for good.</summary>
    public static Sighting NotSaid(SlackError error) =>
        error.Fault is SlackFault.Refused
            ? new(Seen.NeverKnown, Reason: error.Code)
            : new(Seen.NotNow, RetryAfter: error.RetryAfter, Reason: error.Code);

    private Sighting NotRead(string notice, string? cursor, SlackError error)
    {
        if (error.Code is "invalid_cursor")
        {
            reached.Forget(notice);
            return new(Seen.NotNow, Reason: error.Code);
        }

        if (cursor is not null)
        {
            reached.Keep(notice, cursor);
        }

        return NotSaid(error);
    }

    private Task<SlackResult<MessageHistory>> ReadAsync(
        SlackPlace place,
        Tried tried,
        string? cursor,
        CancellationToken cancellationToken
    ) =>
        slack.HistoryAsync(
            place.Workspace.Token,
            place.Channel,
            place.Thread,
            Ts(tried.First - Before),
            cancellationToken,
            Ts(tried.Last + After),
            cursor
        );

    private static string Ts(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{(at - DateTimeOffset.UnixEpoch).TotalSeconds:F6}");
}
