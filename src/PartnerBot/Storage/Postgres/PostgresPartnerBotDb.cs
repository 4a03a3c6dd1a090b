using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PartnerBot.Storage.Postgres;

public sealed class PostgresPartnerBotDb(DbContextOptions<PostgresPartnerBotDb> options) : PartnerBotDb(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which touches no database.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<PostgresPartnerBotDb>
    {
        public PostgresPartnerBotDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresPartnerBotDb>().UseNpgsql().Options);
    }
}
