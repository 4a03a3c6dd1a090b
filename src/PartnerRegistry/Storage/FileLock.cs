namespace PartnerRegistry.Storage;

/// <summary>A lock that the operating system gives back when its process ends, however it ends.</summary>
public static class FileLock
{
    /// <summary>The lock, held until disposed; null where another process (or another holder in this one) has it.</summary>
    /// <exception cref="IOException">The file can't be written: folder missing, read-only, disk full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            file.Flush();
            return file;
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            return null;
        }
    }

    // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private static bool IsTaken(IOException exception) =>
        exception.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
