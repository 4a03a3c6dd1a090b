using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerBot.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Chats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LaterAnswer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Platform = table.Column<string>(type: "text", nullable: false),
                    Realm = table.Column<string>(type: "text", nullable: false),
                    Person = table.Column<string>(type: "text", nullable: false),
                    Conversation = table.Column<string>(type: "text", nullable: true),
                    Words = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: true),
                    LanguageHint = table.Column<string>(type: "text", nullable: true),
                    TimeZone = table.Column<string>(type: "text", nullable: true),
                    Room = table.Column<string>(type: "text", nullable: true),
                    Thread = table.Column<string>(type: "text", nullable: true),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    Due = table.Column<long>(type: "bigint", nullable: false),
                    Begun = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LaterAnswer", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "TeamsConversation",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false),
                    Person = table.Column<string>(type: "text", nullable: true),
                    Team = table.Column<string>(type: "text", nullable: true),
                    ServiceUrl = table.Column<string>(type: "text", nullable: false),
                    Bot = table.Column<string>(type: "text", nullable: false),
                    WelcomedAt = table.Column<long>(type: "bigint", nullable: true),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamsConversation", x => new { x.Tenant, x.Id });
                }
            );

            migrationBuilder.CreateIndex(name: "IX_LaterAnswer_Due", table: "LaterAnswer", column: "Due");

            migrationBuilder.CreateIndex(
                name: "IX_TeamsConversation_Tenant_Person",
                table: "TeamsConversation",
                columns: new[] { "Tenant", "Person" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TeamsConversation_Tenant_Team",
                table: "TeamsConversation",
                columns: new[] { "Tenant", "Team" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "LaterAnswer");

            migrationBuilder.DropTable(name: "TeamsConversation");
        }
    }
}
