using System.Security.Cryptography;
using System.Text;

namespace PartnerRegistry.Hosting;

/// <summary>
/// One caller that may use a service: its name stands in logs and as the actor of changes. Only the SHA-256 hash of its key
/// is kept.
/// </summary>
public sealed class ApiKey(string name, string key, string role)
{
    /// <summary>Shorter keys could be guessed; 20 random characters can't.</summary>
    public const int ShortestKey = 20;

    private readonly byte[] hash = Hash(key);

    public string Name => name;

    public string Role => role;

    /// <summary>Whose key was presented, or null. Takes as long for a nearly right key as for any other.</summary>
    public static ApiKey? Find(IEnumerable<ApiKey> keys, string presented)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var wanted = Hash(presented);
        ApiKey? found = null;
        foreach (var key in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(key.hash, wanted) ? key : found;
        }

        return found;
    }

    /// <summary>Reads the entries of a section: <c>ApiKeys:0:Name</c>, <c>ApiKeys:0:Key</c>, <c>ApiKeys:0:Role</c>, and so on.</summary>
    /// <param name="roles">The roles that the service knows; the first is the default.</param>
    /// <exception cref="StartException">An entry is half or malformed, or two share a name or a key.</exception>
    public static IReadOnlyList<ApiKey> ReadAll(IConfigurationSection section, params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(section);
        ApiKey[] keys = [.. section.GetChildren().Select(entry => Read(entry, roles))];
        if (keys.GroupBy(key => key.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } names)
        {
            throw new StartException(
                $"{section.Path} holds the name \"{names.Key}\" twice; give each key a name of its own."
            );
        }

        if (keys.GroupBy(key => Convert.ToHexString(key.hash)).FirstOrDefault(same => same.Count() > 1) is { } twins)
        {
            throw new StartException(
                $"{section.Path} holds one key for both \"{twins.First().Name}\" and \"{twins.Last().Name}\"; give each a key of its own."
            );
        }

        return keys;
    }

    private static ApiKey Read(IConfigurationSection entry, string[] roles)
    {
        var (name, key) = (entry["Name"], entry["Key"]);
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new StartException($"{entry.Path}:Name is missing; put a name for the key's holder.");
        }

        if (key is null or { Length: < ShortestKey })
        {
            throw new StartException(
                $"{entry.Path}:Key is missing or shorter than {ShortestKey} characters; put a long random one."
            );
        }

        return new(name, key, ReadRole(entry, roles));
    }

    private static string ReadRole(IConfigurationSection entry, string[] roles) =>
        entry["Role"] is not { Length: > 0 } given ? roles[0]
        : roles.FirstOrDefault(role => role.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } known ? known
        : throw new StartException($"{entry.Path}:Role is \"{given}\"; put {string.Join(" or ", roles)}.");

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
