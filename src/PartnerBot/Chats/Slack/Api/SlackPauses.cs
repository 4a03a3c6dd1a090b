using System.Collections.Concurrent;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>For how long Slack wants to be left alone: by a token, with a method, in a channel. Source: Slack, "Rate limits".</summary>
internal sealed class SlackPauses(TimeProvider clock)
{
    private const int Many = 1000;

    private readonly ConcurrentDictionary<Lane, DateTimeOffset> ends = new();

    /// <summary>How long still; null where it may be asked.</summary>
    public TimeSpan? Left(Lane lane) =>
        ends.TryGetValue(lane, out var end) && end - clock.GetUtcNow() is var left && left > TimeSpan.Zero
            ? left
            : null;

    public void Keep(Lane lane, TimeSpan pause)
    {
        var now = clock.GetUtcNow();
        ends[lane] = now + pause;
        if (ends.Count > Many)
        {
            foreach (var (over, _) in ends.Where(one => one.Value <= now))
            {
                ends.TryRemove(over, out _);
            }
        }
    }

    /// <param name="Channel">Null of what is in no channel.</param>
    public readonly record struct Lane(string? Token, string Method, string? Channel);
}
