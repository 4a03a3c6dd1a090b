using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerBot.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Told : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Preference",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Realm = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_Preference",
                        x => new
                        {
                            x.Platform,
                            x.Realm,
                            x.Id,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Told",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Realm = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    Conversation = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    StatusAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Facts = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_Told",
                        x => new
                        {
                            x.Platform,
                            x.Realm,
                            x.Id,
                            x.Partner,
                        }
                    );
                }
            );

            migrationBuilder.Sql(
                """
                INSERT INTO "Told" ("Platform", "Realm", "Id", "Partner", "At")
                SELECT "Platform", "Realm", "Id", "Partner", "At" FROM "LastAsked"
                """
            );

            migrationBuilder.DropTable(name: "LastAsked");

            migrationBuilder.CreateTable(
                name: "UnansweredQuestion",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Times = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnansweredQuestion", x => x.Key);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_UnansweredQuestion_LastDay",
                table: "UnansweredQuestion",
                column: "LastDay"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Preference");

            migrationBuilder.DropTable(name: "Told");

            migrationBuilder.DropTable(name: "UnansweredQuestion");

            migrationBuilder.CreateTable(
                name: "LastAsked",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Realm = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_LastAsked",
                        x => new
                        {
                            x.Platform,
                            x.Realm,
                            x.Id,
                        }
                    );
                }
            );
        }
    }
}
