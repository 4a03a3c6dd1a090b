using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerBot.Chats.Slack.Door;

public enum SignatureCheck
{
    Valid,

    /// <summary>One of the two headers is not there.</summary>
    Missing,

    /// <summary>The timestamp is no count of seconds.</summary>
    Malformed,

    /// <summary>Made more than 300 s ago or ahead: perhaps taken down and sent again.</summary>
    Stale,

    /// <summary>Not made with our secret over these bytes.</summary>
    Wrong,
}

/// <summary>
/// Whether a request was signed by Slack: <c>v0=</c> and the HMAC-SHA256 in lower-case hexadecimal of
/// <c>v0:{timestamp}:{raw body}</c>. Source: Slack, "Verifying requests from Slack".
/// </summary>
public static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>In seconds, into the past and into the future.</summary>
    public const int Window = 300;

    /// <param name="secret">The app's signing secret.</param>
    /// <exception cref="ArgumentException">The secret is empty, with which anybody could sign.</exception>
    public static SignatureCheck Check(
        string secret,
        string? timestamp,
        string? signature,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
        {
            return SignatureCheck.Missing;
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return SignatureCheck.Malformed;
        }

        // Bounded before it is subtracted, which else could overflow.
        var at = now.ToUnixTimeSeconds();
        if (seconds < at - Window || seconds > at + Window)
        {
            return SignatureCheck.Stale;
        }

        var expected = Encoding.ASCII.GetBytes(Sign(secret, timestamp, body));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))
            ? SignatureCheck.Valid
            : SignatureCheck.Wrong;
    }

    /// <summary>The signature of these bytes.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return $"v0={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
