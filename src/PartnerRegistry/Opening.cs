using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;
using PartnerRegistry.Partners;
using PartnerRegistry.Sample;
using PartnerRegistry.Storage;

namespace PartnerRegistry;

/// <summary>Before the first request: checks that somebody may call, takes the file, brings the schema up to date, and loads the sample data where it may.</summary>
internal sealed class Opening(
    Database<RegistryDb> database,
    Callers callers,
    RegistryHosting hosting,
    IDbContextFactory<RegistryDb> databases,
    SampleData sample,
    IHostEnvironment environment
) : IHostedService
{
    /// <exception cref="StartException">The start can't go on; the message says why and what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (hosting.Serve && callers is { Keys.Count: 0, OpenWithout: false })
        {
            throw new StartException(
                "ApiKeys is missing. Outside Development nobody may call without a key: set ApiKeys:0:Name, ApiKeys:0:Key and ApiKeys:0:Role."
            );
        }

        await database.OpenAsync(hosting.ExclusiveFile, cancellationToken);
        if (hosting.OnlyReads)
        {
            // On another core, while the start goes on: the first question would wait longer for these to be compiled.
            _ = Task.Run(RehearseAsync, cancellationToken);
        }

        if (hosting.SampleData && environment.IsDevelopment() && await IsEmptyAsync(cancellationToken))
        {
            await sample.LoadAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RehearseAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.FindTagAsync("", CancellationToken.None);
        await db.FindWholeAsync("", CancellationToken.None);
        var nobody = new Partner
        {
            Id = "",
            Name = "",
            Negotiation = new() { PartnerId = "" },
        };
        await db.ViewAsync(nobody, CancellationToken.None);
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        // Not a query of EF's, whose machinery takes long to warm up: the rehearsal does that meanwhile.
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT EXISTS (SELECT 1 FROM "Partners") OR EXISTS (SELECT 1 FROM "Programmes")""";
        return !Convert.ToBoolean(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
