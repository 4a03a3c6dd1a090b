using System.Security.Cryptography;
using System.Text;

namespace PartnerBot.People;

public enum ApiRole
{
    /// <summary>Asks for itself.</summary>
    Asker,

    /// <summary>May say for whom it asks, and is believed.</summary>
    Delegate,
}

/// <summary>A key that opens <c>POST /api/ask</c>. Only its SHA-256 hash is kept.</summary>
public sealed class ApiKey
{
    public const int ShortestKey = 20;

    private readonly byte[] hash;

    public ApiKey(string name, string key, ApiRole role) => (Name, hash, Role) = (name, Hash(key), role);

    public string Name { get; }

    public ApiRole Role { get; }

    /// <summary>The key that was presented, or null. Takes the same time whichever it is and however near a guess comes.</summary>
    public static ApiKey? Find(IReadOnlyList<ApiKey> keys, string presented)
    {
        var wanted = Hash(presented);
        ApiKey? found = null;
        foreach (var key in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(key.hash, wanted) ? key : found;
        }

        return found;
    }

    /// <summary>The section <c>ApiKeys</c>: <c>ApiKeys:0:Name</c>, <c>ApiKeys:0:Key</c> and <c>ApiKeys:0:Role</c>, and so on.</summary>
    /// <exception cref="StartException">An entry is half or malformed, or two share a name or a key.</exception>
    public static IReadOnlyList<ApiKey> ReadAll(IConfiguration configuration)
    {
        var keys = configuration.GetSection("ApiKeys").GetChildren().Select(Read).ToList();
        if (keys.GroupBy(key => key.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } names)
        {
            throw new StartException($"ApiKeys holds the name \"{names.Key}\" twice; give each key a name of its own.");
        }

        if (
            keys.GroupBy(key => Convert.ToHexString(key.hash), StringComparer.Ordinal)
                .FirstOrDefault(same => same.Count() > 1) is
            { } twins
        )
        {
            throw new StartException(
                $"ApiKeys holds one key for both \"{twins.First().Name}\" and \"{twins.Last().Name}\"; give each a key of its own."
            );
        }

        return keys;
    }

    private static ApiKey Read(IConfigurationSection entry)
    {
        if (entry["Name"] is not { Length: > 0 } name)
        {
            throw new StartException($"{entry.Path}:Name is missing; put a name for the key's holder.");
        }

        if (entry["Key"] is not { Length: >= ShortestKey } key)
        {
            throw new StartException(
                $"{entry.Path}:Key is missing or shorter than {ShortestKey} characters; put a long random one."
            );
        }

        return new(name, key, ReadRole(entry));
    }

    private static ApiRole ReadRole(IConfigurationSection entry) =>
        entry["Role"]?.ToUpperInvariant() switch
        {
            null or "" or "ASKER" => ApiRole.Asker,
            "DELEGATE" => ApiRole.Delegate,
            _ => throw new StartException($"{entry.Path}:Role is \"{entry["Role"]}\"; put asker or delegate."),
        };

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
