namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What somebody did lets a modal be opened before them, once, for 3 s.</summary>
internal sealed class Triggers(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, (string User, DateTimeOffset Ends, bool IsUsed)> all = new(
        StringComparer.Ordinal
    );
    private readonly Lock gate = new();

    public string New(string user)
    {
        lock (gate)
        {
            var id = FormattableString.Invariant(
                $"{all.Count + 1:0000000000}.{clock.GetUtcNow().ToUnixTimeSeconds()}.{user}"
            );
            all[id] = (user, clock.GetUtcNow() + Life, IsUsed: false);
            return id;
        }
    }

    /// <summary>Before whom the modal opens.</summary>
    public string Use(string id)
    {
        lock (gate)
        {
            if (!all.TryGetValue(id, out var trigger))
            {
                throw new StandError("invalid_trigger_id");
            }

            if (trigger.IsUsed)
            {
                throw new StandError("exchanged_trigger_id");
            }

            if (trigger.Ends < clock.GetUtcNow())
            {
                throw new StandError("expired_trigger_id");
            }

            all[id] = trigger with { IsUsed = true };
            return trigger.User;
        }
    }
}
