using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerBot.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Slack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "Reply", table: "LaterAnswer", type: "text", nullable: true);

            migrationBuilder.CreateTable(
                name: "SlackEvent",
                columns: table => new
                {
                    Team = table.Column<string>(type: "text", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: true),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    Due = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
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
                    Team = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
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
                    Team = table.Column<string>(type: "text", nullable: false),
                    Token = table.Column<string>(type: "text", nullable: true),
                    RefreshToken = table.Column<string>(type: "text", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    RefreshingUntil = table.Column<long>(type: "bigint", nullable: true),
                    BotUser = table.Column<string>(type: "text", nullable: true),
                    InstalledAt = table.Column<long>(type: "bigint", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true),
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
