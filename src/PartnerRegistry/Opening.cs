using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Http;
using PartnerRegistry.Sample;
using PartnerRegistry.Storage;

namespace PartnerRegistry;

/// <summary>Before the first request: checks that somebody may call, takes the file, brings the schema up to date, and loads the sample data where it may.</summary>
internal sealed class Opening(
    Store store,
    ApiKeys keys,
    RegistryHosting hosting,
    IDbContextFactory<RegistryDb> databases,
    SampleData sample,
    IHostEnvironment environment
) : IHostedService, IDisposable
{
    private IDisposable? own;

    /// <exception cref="SettingException">The start can't go on; the message says why and what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (hosting.Serve && keys.Shut)
        {
            throw new SettingException(
                "ApiKeys is missing. Outside Development nobody may call without a key: set ApiKeys:0:Name, ApiKeys:0:Key and ApiKeys:0:Role."
            );
        }

        if (store.File is { } file && hosting.ExclusiveFile)
        {
            own = SqliteFile.Own(file, "partner registry");
        }

        await store.OpenAsync(databases, cancellationToken);
        if (hosting.SampleData && environment.IsDevelopment() && await IsEmptyAsync(cancellationToken))
        {
            await sample.LoadAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => own?.Dispose();

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return !await db.Partners.AnyAsync(cancellationToken) && !await db.Programmes.AnyAsync(cancellationToken);
    }
}
