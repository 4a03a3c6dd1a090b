using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerRegistry.Webhooks;

/// <summary>Signatures after the Standard Webhooks specification: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
public static class StandardWebhooks
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";

    private const int LongestId = 256;

    /// <summary>How far the time of a message may be from now, either way, as the specification advises.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The key in a secret, or null where it is not <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
    public static byte[]? KeyOf(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = new byte[64];
        return
            secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length)
            && length >= 24
            ? key[..length]
            : null;
    }

    /// <returns>The value of <c>webhook-signature</c>.</returns>
    public static string Sign(byte[] key, string id, DateTimeOffset at, string body) =>
        Sign(key, id, at.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(body));

    /// <summary>Whether one of the keys signed it, not longer than five minutes ago, nor later than that from now.</summary>
    /// <param name="keys">Several while they are changed.</param>
    /// <param name="timestamp">Of <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="signatures">Of <c>webhook-signature</c>: one or more, separated by spaces.</param>
    /// <param name="body">As it came.</param>
    public static bool IsSigned(
        IEnumerable<byte[]> keys,
        string? id,
        string? timestamp,
        string? signatures,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (
            id is not { Length: > 0 and <= LongestId }
            || signatures is not { Length: > 0 }
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) > (decimal)Tolerance.TotalSeconds
        )
        {
            return false;
        }

        var isSigned = false;
        foreach (var key in keys)
        {
            var right = Encoding.ASCII.GetBytes(Sign(key, id, seconds, body));
            foreach (var signature in signatures.Split(' '))
            {
                isSigned |= CryptographicOperations.FixedTimeEquals(right, Encoding.ASCII.GetBytes(signature));
            }
        }

        return isSigned;
    }

    private static string Sign(byte[] key, string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        hmac.AppendData(body);
        return Version + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
