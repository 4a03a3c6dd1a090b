using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Package;

/// <summary><c>manifests</c>: builds what is uploaded to a platform, for the bot's own address.</summary>
internal static class ManifestsCommand
{
    // Settings that change while the command runs change nothing.
    private const string Unwatched = "--hostBuilder:reloadConfigOnChange=false";

    /// <param name="folder">Where it is put; made where it doesn't exist.</param>
    /// <exception cref="StartException">Something is missing, can't be used or can't be written.</exception>
    public static async Task<int> RunAsync(
        ManifestsOptions options,
        string folder,
        string[] settings,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        using var configuration = WebApplication.CreateBuilder([.. settings, Unwatched]).Configuration;
        var facts = AppFacts.Read(options, configuration);
        var package = AppPackage.Build(facts, Phrasebook.Embedded());
        var path = Path.Combine(folder, AppPackage.FileName);
        await WriteAsync(package.Zip(), folder, path, cancellationToken);
        await output.WriteAsync(
            $"""
            Wrote {path}: {string.Join(", ", package.Files.Select(file => file.Name))}.
            It is version {facts.Version} of the app of bot {facts.BotId}, by {facts.Developer}. Website {facts.Website}, privacy {facts.Privacy}, terms of use {facts.Terms}.
            {Unfolding(facts)}
            Next: let the messaging endpoint of your Azure Bot be {AppFacts.Endpoint(
                options
            )}, then upload the file in the Teams admin centre (Teams apps, Manage apps, Upload new app).

            """
        );
        return 0;
    }

    private static string Unfolding(AppFacts facts) =>
        facts.RegistryHost is { } host
            ? $"Links to {host} are unfolded."
            : "No links are unfolded: Registry:BaseUrl is not set, or is an address of this machine.";

    private static async Task WriteAsync(byte[] zip, string folder, string path, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path, zip, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"{path} can't be written: {exception.Message} Choose another folder with --output."
            );
        }
    }
}
