namespace PartnerBot.Storage;

/// <summary>Who hears of what.</summary>
public sealed class SubscriptionRow
{
    public long Id { get; init; }

    /// <summary>See <see cref="Noticing.Recipient.Key"/>: an account or a room.</summary>
    public required string Recipient { get; init; }

    /// <summary>Empty for all partners.</summary>
    public required string Partner { get; init; }

    /// <summary>In lower case; empty for all tracks.</summary>
    public required string Track { get; init; }

    /// <summary>The account that subscribed it, as <see cref="Noticing.Recipient.Key"/>; the same as the recipient but for a room.</summary>
    public required string By { get; init; }

    /// <summary>Who subscribed it, as others see them; null where that is not known.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When who subscribed it was told that nothing can be told there any more; null while it can.</summary>
    public DateTimeOffset? LostAt { get; init; }
}

/// <summary>A recipient hears nothing of a partner for a while.</summary>
public sealed class MuteRow
{
    public required string Recipient { get; init; }

    /// <summary>Empty for all partners.</summary>
    public required string Partner { get; init; }

    public required DateTimeOffset Until { get; init; }
}

/// <summary>When a recipient is told; nothing chosen is at once.</summary>
public sealed class CadenceRow
{
    /// <summary>See <see cref="Noticing.Recipient.Key"/>: an account or a room.</summary>
    public required string Recipient { get; init; }

    /// <summary>From when on it is quiet, by the recipient's clock; null with <see cref="QuietUntil"/>.</summary>
    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietUntil { get; set; }

    /// <summary>When the digest comes; null where changes are told at once.</summary>
    public TimeOnly? DigestAt { get; set; }

    /// <summary>On which day of the week; null with <see cref="DigestAt"/> is each day.</summary>
    public DayOfWeek? DigestDay { get; set; }

    /// <summary>What somebody with several names chose, under the first of them: quiet hours and digest are each chosen alone.</summary>
    /// <param name="names">Those first whose choice counts.</param>
    internal static CadenceRow Of(IReadOnlyList<string> names, IEnumerable<CadenceRow> rows)
    {
        var chosen = rows.ToDictionary(row => row.Recipient, StringComparer.Ordinal);
        List<CadenceRow> theirs = [.. names.Select(name => chosen.GetValueOrDefault(name)).OfType<CadenceRow>()];
        var quiet = theirs.Find(row => row.QuietFrom is not null);
        var digest = theirs.Find(row => row.DigestAt is not null);
        return new()
        {
            Recipient = names[0],
            QuietFrom = quiet?.QuietFrom,
            QuietUntil = quiet?.QuietUntil,
            DigestAt = digest?.DigestAt,
            DigestDay = digest?.DigestDay,
        };
    }
}

/// <summary>Somebody also hears what another is told as owner or manager, while that one is away.</summary>
public sealed class DeputyRow
{
    /// <summary>The account of who is away, as <see cref="Noticing.Recipient.Key"/>.</summary>
    public required string Of { get; init; }

    /// <summary>The account of who stands in.</summary>
    public required string Deputy { get; init; }

    /// <summary>Who stands in, as they were named.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset Until { get; init; }
}

/// <summary>Somebody said that they have seen a change.</summary>
public sealed class AcknowledgementRow
{
    public required string Recipient { get; init; }

    /// <summary>Of the change.</summary>
    public required long Sequence { get; init; }

    /// <summary>The account, as <see cref="Noticing.Recipient.Key"/>.</summary>
    public required string By { get; init; }

    /// <summary>As others see them; null where that is not known.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset At { get; init; }
}
