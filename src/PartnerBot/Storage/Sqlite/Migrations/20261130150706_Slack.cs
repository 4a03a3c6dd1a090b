using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerBot.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Slack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "Reply", table: "LaterAnswer", type: "TEXT", nullable: true);

            migrationBuilder.CreateTable(
                name: "SlackEvent",
                columns: table => new
                {
                    Team = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Due = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SlackEvent", x => new { x.Team, x.Id });
                }
            );

            migrationBuilder.CreateTable(
                name: "SlackOnce",
                columns: table => new
                {
                    Team = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SlackOnce", x => new { x.Team, x.Key });
                }
            );

            migrationBuilder.CreateTable(
                name: "SlackWorkspace",
                columns: table => new
                {
                    Team = table.Column<string>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", nullable: true),
                    RefreshToken = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RefreshingUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    BotUser = table.Column<string>(type: "TEXT", nullable: true),
                    InstalledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SlackWorkspace", x => x.Team);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_SlackEvent_Due", table: "SlackEvent", column: "Due");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "SlackEvent");

            migrationBuilder.DropTable(name: "SlackOnce");

            migrationBuilder.DropTable(name: "SlackWorkspace");

            migrationBuilder.DropColumn(name: "Reply", table: "LaterAnswer");
        }
    }
}
