namespace PartnerBot.Testing;

/// <summary>A folder for one test, in memory where the system offers that; deleted with all it holds.</summary>
public sealed class TempFolder : IDisposable
{
    public static string Root { get; } = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();

    public string Path { get; } = Directory.CreateDirectory($"{Root}/partnerbot-{Guid.NewGuid():N}").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
