using System.Security.Cryptography;
using System.Text;

namespace PartnerRegistry.Http;

/// <summary>One caller that may use a service: its name stands in logs and as the actor of changes.</summary>
public sealed record ApiKey(string Name, string Key, string Role);

/// <summary>The keys that a service takes, from settings <c>ApiKeys:0:Name</c>, <c>ApiKeys:0:Key</c>, <c>ApiKeys:0:Role</c>.</summary>
public sealed class ApiKeys(IEnumerable<ApiKey> keys, bool openWithout = false)
{
    /// <summary>Shorter keys could be guessed; 20 random characters can't.</summary>
    public const int ShortestKey = 20;

    private readonly (ApiKey Key, byte[] Hash)[] keys = [.. keys.Select(key => (key, Hash(key.Key)))];

    /// <summary>Callers from this machine need none: nobody was given one, and it is Development.</summary>
    public bool OpenWithout => openWithout;

    /// <summary>Nobody could call.</summary>
    public bool Shut => keys.Length == 0 && !openWithout;

    /// <summary>The owner of a key that was presented, or null. Takes as long for a nearly right key as for any other.</summary>
    public ApiKey? Find(string presented)
    {
        var hash = Hash(presented);
        ApiKey? found = null;
        foreach (var (key, known) in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, known) ? key : found;
        }

        return found;
    }

    /// <summary>Reads the keys from settings.</summary>
    /// <param name="roles">The roles that the service knows; the first is the default.</param>
    /// <exception cref="SettingException">A key is half given, too short, given twice, or has an unknown role.</exception>
    public static IReadOnlyList<ApiKey> Read(IConfigurationSection section, params string[] roles)
    {
        ApiKey[] read = [.. section.GetChildren().Select(entry => ReadOne(entry, roles))];
        return
            read.DistinctBy(key => key.Name).Count() == read.Length
            && read.DistinctBy(key => key.Key).Count() == read.Length
            ? read
            : throw new SettingException($"{section.Path} holds the same name or key twice. Give each caller its own.");
    }

    private static ApiKey ReadOne(IConfigurationSection entry, string[] roles)
    {
        var (name, key, role) = (entry["Name"], entry["Key"], entry["Role"] ?? roles[0]);
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new SettingException($"{entry.Path}:Name is missing. Say who the key is for.");
        }

        if (key is null or { Length: < ShortestKey })
        {
            throw new SettingException(
                $"{entry.Path}:Key is missing or too short. Put {ShortestKey} or more random characters."
            );
        }

        return roles.Contains(role, StringComparer.Ordinal)
            ? new(name, key, role)
            : throw new SettingException($"{entry.Path}:Role is \"{role}\". It takes {string.Join(" or ", roles)}.");
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>A setting that stops the start; the message names it and says what to put.</summary>
public sealed class SettingException(string message) : Exception(message);
