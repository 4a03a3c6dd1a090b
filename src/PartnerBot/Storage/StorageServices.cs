using Microsoft.EntityFrameworkCore;
using PartnerBot.People;
using PartnerBot.Storage.Postgres;
using PartnerBot.Storage.Sqlite;

namespace PartnerBot.Storage;

internal static class StorageServices
{
    public static void AddStorage(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddDatabase<PartnerBotDb, SqlitePartnerBotDb, PostgresPartnerBotDb>(settings, PartnerBotDb.Owner);
        services.ConfigureDbContext<SqlitePartnerBotDb>(options => options.AddInterceptors(new SqliteTuning()));
        services.AddSingleton<Memory>();
        services.AddSingleton<Told>();
        services.AddSingleton<Preferences>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Speakers>();
    }
}
