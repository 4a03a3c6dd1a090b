using Microsoft.EntityFrameworkCore;

namespace PartnerRegistry.Storage;

/// <summary>One model on two providers, each with a context of its own so that it has migrations of its own.</summary>
public static class DatabaseServices
{
    /// <summary>Adds contexts of the provider that is set, for those who don't mind which, and <see cref="Database{TDb}"/> to open it.</summary>
    public static void AddDatabase<TDb, TSqlite, TPostgres>(
        this IServiceCollection services,
        DatabaseSettings settings,
        DatabaseOwner owner
    )
        where TDb : DbContext
        where TSqlite : TDb
        where TPostgres : TDb
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Provider is DatabaseProvider.Postgres)
        {
            services.AddPooledDbContextFactory<TPostgres>(options => options.UseNpgsql(settings.ConnectionString));
            services.AddSingleton<IDbContextFactory<TDb>, Contexts<TDb, TPostgres>>();
        }
        else
        {
            services.AddPooledDbContextFactory<TSqlite>(options => options.UseSqlite(settings.ConnectionString));
            services.AddSingleton<IDbContextFactory<TDb>, Contexts<TDb, TSqlite>>();
        }

        services.AddSingleton(settings).AddSingleton(owner).AddSingleton<Database<TDb>>();
    }

    private sealed class Contexts<TDb, TProvider>(IDbContextFactory<TProvider> contexts) : IDbContextFactory<TDb>
        where TDb : DbContext
        where TProvider : TDb
    {
        public TDb CreateDbContext() => contexts.CreateDbContext();

        public async Task<TDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await contexts.CreateDbContextAsync(cancellationToken);
    }
}
