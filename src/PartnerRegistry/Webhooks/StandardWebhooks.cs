using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerRegistry.Webhooks;

/// <summary>Signatures after the Standard Webhooks specification: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class StandardWebhooks
{
    private const string Prefix = "whsec_";

    /// <summary>The key in a secret, or null where it is not <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var key = new byte[64];
        return
            secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length)
            && length >= 24
            ? key[..length]
            : null;
    }

    /// <returns>The value of <c>webhook-signature</c>.</returns>
    public static string Sign(byte[] key, string id, DateTimeOffset at, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
