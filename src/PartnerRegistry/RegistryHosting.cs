using PartnerRegistry.Hosting;

namespace PartnerRegistry;

/// <summary>How a registry is started: as a service of its own, inside another process, or only as tools on its database.</summary>
public sealed record RegistryHosting
{
    /// <summary>Goes to ASP.NET's configuration: <c>--urls http://…</c>, <c>--Database:Provider=Postgres</c>.</summary>
    public string[] Args { get; init; } = [];

    /// <summary>Settings that win over files, environment and <see cref="Args"/>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Nothing but <see cref="Settings"/> counts. Inside another process files, environment and command line are that one's,
    /// whose <c>ApiKeys</c> and addresses are not the registry's.
    /// </summary>
    public bool OnlySettings { get; init; }

    /// <summary>The environment, where it is not to be read from the environment variables.</summary>
    public string? Environment { get; init; }

    /// <summary>Keys beside those in the settings.</summary>
    public IReadOnlyList<ApiKey> ExtraKeys { get; init; } = [];

    /// <summary>Takes a SQLite file for itself alone, as a service does; a guest reads and writes beside the service.</summary>
    public bool ExclusiveFile { get; init; } = true;

    /// <summary>Loads the sample data into an empty registry. In Development only; elsewhere it is ignored.</summary>
    public bool SampleData { get; init; } = true;

    /// <summary>Answers only what a question needs, reading partners, milestones and changes: the other routes are left out, for a quick start.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>Listens over HTTP. Without it only the tools work.</summary>
    public bool Serve { get; init; } = true;

    /// <summary>More to set up: logging, another clock.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
