using System.Text;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Manifest;
using PartnerBot.Chats.Teams.Package;

namespace PartnerBot.Chats.Manifests;

/// <summary>
/// <c>manifests</c>: builds what is uploaded to the platforms. The one for Slack is always built, for HTTP where the bot's
/// address is said, else for Socket Mode; the one for Teams where Microsoft knows the bot.
/// </summary>
internal static class ManifestsCommand
{
    private const string Loopback =
        "No links are unfolded: Registry:BaseUrl is not set, or is an address of this machine.";

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
        using var configuration = WebApplication.CreateBuilder([.. settings, CommandLine.Unwatched]).Configuration;
        List<Built> all = [Slack(options, configuration)];
        if (options.NamesTeams || AppFacts.IsKnown(configuration))
        {
            all.Insert(0, Teams(options, configuration));
        }

        foreach (var built in all)
        {
            var path = Path.Combine(folder, built.Name);
            await WriteAsync(built.Content, folder, path, cancellationToken);
            await output.WriteAsync($"Wrote {path}: {built.Says}{Environment.NewLine}");
        }

        return 0;
    }

    private static Built Teams(ManifestsOptions options, IConfiguration configuration)
    {
        var facts = AppFacts.Read(options, configuration);
        var package = AppPackage.Build(facts, Phrasebook.Embedded());
        var unfolding = facts.RegistryHost is { } host ? $"Links to {host} are unfolded." : Loopback;
        return new(
            AppPackage.FileName,
            package.Zip(),
            $"""
            {string.Join(", ", package.Files.Select(file => file.Name))}.
            It is version {facts.Version} of the app of bot {facts.BotId}, by {facts.Developer}. Website {facts.Website}, privacy {facts.Privacy}, terms of use {facts.Terms}.
            {unfolding}
            Next: let the messaging endpoint of your Azure Bot be {AppFacts.Endpoint(
                options
            )}, then upload the file in the Teams admin centre (Teams apps, Manage apps, Upload new app).
            """
        );
    }

    private static Built Slack(ManifestsOptions options, IConfiguration configuration)
    {
        var manifest = SlackManifest.Read(options, configuration);
        var unfolding =
            manifest.RegistryHost is { } host ? $"Links to {host} are unfolded."
            : OwnAddresses.RegistryHost(configuration) is { } odd
                ? $"No links are unfolded: Slack takes no domain such as {odd}."
            : Loopback;
        var (way, secret) = manifest.IsHttp
            ? (
                $"for HTTP, at {OwnAddresses.Below(manifest.Url!, "slack")}",
                "its signing secret in Slack:SigningSecret"
            )
            : (
                "for Socket Mode, which needs no public address",
                "an app-level token with connections:write in Slack:AppToken"
            );
        return new(
            SlackManifest.FileName,
            Encoding.UTF8.GetBytes(manifest.Text()),
            $"""
            the Slack app, {way}.
            {unfolding}
            Next: at https://api.slack.com/apps choose Create New App, From a manifest, and put the file's text in; install the app, then put its bot token in Slack:BotToken and {secret}.
            """
        );
    }

    private static async Task WriteAsync(
        byte[] content,
        string folder,
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path, content, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"{path} can't be written: {exception.Message} Choose another folder with --output."
            );
        }
    }

    private sealed record Built(string Name, byte[] Content, string Says);
}
