using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>How a request is signed: as Slack does, or as somebody who isn't Slack might try.</summary>
internal sealed record SlackSigning(string Name)
{
    /// <summary>Where null, there is no such header.</summary>
    public Func<DateTimeOffset, string?> Timestamp { get; init; } =
        now => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Of the timestamp and the body; where null, there is no such header.</summary>
    public Func<string, string, string?> Signature { get; init; } = Of;

    public static SlackSigning Good { get; } = new("good");

    public static SlackSigning Missing { get; } = new("signature missing") { Signature = (_, _) => null };

    public static SlackSigning Wrong { get; } =
        new("signed with another secret") { Signature = (timestamp, body) => Of(timestamp, body, "another-secret") };

    public static SlackSigning Truncated { get; } =
        new("signature truncated") { Signature = (timestamp, body) => Of(timestamp, body)[..^2] };

    public static SlackSigning OtherBytes { get; } =
        new("signed over other bytes") { Signature = (timestamp, body) => Of(timestamp, $"{body} ") };

    public static SlackSigning OtherVersion { get; } =
        new("another version") { Signature = (timestamp, body) => $"v1{Of(timestamp, body)[2..]}" };

    public static SlackSigning NoTimestamp { get; } = new("timestamp missing") { Timestamp = _ => null };

    public static SlackSigning NotANumber { get; } = new("timestamp NaN") { Timestamp = _ => "NaN" };

    public static SlackSigning Negative { get; } = new("timestamp negative") { Timestamp = _ => "-1" };

    /// <summary>Signed well, but at another time.</summary>
    public static SlackSigning Aged(int seconds) =>
        new($"{seconds} s old")
        {
            Timestamp = now => (now.ToUnixTimeSeconds() - seconds).ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Bad at any time.</summary>
    private static IReadOnlyList<SlackSigning> Forged { get; } =
    [Missing, Wrong, Truncated, OtherBytes, OtherVersion, NoTimestamp, NotANumber, Negative];

    /// <summary>All that is to be refused at the door, to the second: for a clock that stands still.</summary>
    public static IReadOnlyList<SlackSigning> Bad { get; } = [.. Forged, Aged(301), Aged(-301)];

    /// <summary>From later than Slack's five minutes, also where a request takes up to a minute to be looked at.</summary>
    public static SlackSigning Ahead { get; } = Aged(-360);

    /// <summary>From within Slack's five minutes, also where a request takes up to a minute to be looked at.</summary>
    public static SlackSigning Recent { get; } = Aged(240);

    /// <summary>All that is to be refused at the door, for a clock that runs on while a request is under way.</summary>
    public static IReadOnlyList<SlackSigning> BadAsTimePasses { get; } = [.. Forged, Aged(301), Ahead];

    /// <summary><c>v0=</c> and the HMAC-SHA256 of <c>v0:{timestamp}:{body}</c>.</summary>
    public static string Of(string timestamp, string body) => Of(timestamp, body, FakeSlack.SigningSecret);

    public static string Of(string timestamp, string body, string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}");
        return $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    public void Sign(HttpRequestMessage request, string body, DateTimeOffset now)
    {
        var timestamp = Timestamp(now);
        if (timestamp is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        }

        if (Signature(timestamp ?? "", body) is { } signature)
        {
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        }
    }

    public override string ToString() => Name;
}
