using Microsoft.EntityFrameworkCore;
using PartnerBot.People;
using PartnerBot.Storage.Postgres;
using PartnerBot.Storage.Sqlite;

namespace PartnerBot.Storage;

internal static class StorageServices
{
    public static void AddStorage(this IServiceCollection services, DatabaseSettings settings)
    {
        if (settings.Provider is DatabaseProvider.Postgres)
        {
            services.AddContexts<PostgresPartnerBotDb>(options => options.UseNpgsql(settings.ConnectionString));
        }
        else
        {
            services.AddContexts<SqlitePartnerBotDb>(options =>
                options.UseSqlite(settings.ConnectionString).AddInterceptors(new SqliteTuning())
            );
        }

        services.AddSingleton(settings);
        services.AddSingleton<Database>();
        services.AddSingleton<LastAsked>();
    }

    private static void AddContexts<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where T : PartnerBotDb
    {
        services.AddPooledDbContextFactory<T>(use);
        services.AddSingleton<IDbContextFactory<PartnerBotDb>, Contexts<T>>();
    }

    /// <summary>The factory of one provider's context, for those who don't mind which.</summary>
    private sealed class Contexts<T>(IDbContextFactory<T> contexts) : IDbContextFactory<PartnerBotDb>
        where T : PartnerBotDb
    {
        public PartnerBotDb CreateDbContext() => contexts.CreateDbContext();

        public async Task<PartnerBotDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await contexts.CreateDbContextAsync(cancellationToken);
    }
}
