using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PartnerBot.Storage.Sqlite;

public sealed class SqlitePartnerBotDb(DbContextOptions<SqlitePartnerBotDb> options) : PartnerBotDb(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which touches no database.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<SqlitePartnerBotDb>
    {
        public SqlitePartnerBotDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlitePartnerBotDb>().UseSqlite().Options);
    }
}
