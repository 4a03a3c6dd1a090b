using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerBot.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Noticing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "AskedRoom", table: "LaterAnswer", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "Mentioned", table: "LaterAnswer", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "Name", table: "LaterAnswer", type: "TEXT", nullable: true);

            migrationBuilder.CreateTable(
                name: "Account",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Realm = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Person = table.Column<string>(type: "TEXT", nullable: true),
                    Imported = table.Column<bool>(type: "INTEGER", nullable: false),
                    Preferred = table.Column<bool>(type: "INTEGER", nullable: false),
                    SpokeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DescribedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Locale = table.Column<string>(type: "TEXT", nullable: true),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_Account",
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
                name: "Acknowledgement",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_Acknowledgement",
                        x => new
                        {
                            x.Recipient,
                            x.Sequence,
                            x.By,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Bookmark",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Ahead = table.Column<long>(type: "INTEGER", nullable: false),
                    Derived = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookmark", x => x.Name);
                }
            );

            migrationBuilder.CreateTable(
                name: "Cadence",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    QuietFrom = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    QuietUntil = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    DigestAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    DigestDay = table.Column<int>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cadence", x => x.Recipient);
                }
            );

            migrationBuilder.CreateTable(
                name: "Change",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Milestone = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Change", x => x.Sequence);
                }
            );

            migrationBuilder.CreateTable(
                name: "Deputy",
                columns: table => new
                {
                    Of = table.Column<string>(type: "TEXT", nullable: false),
                    Deputy = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deputy", x => new { x.Of, x.Deputy });
                }
            );

            migrationBuilder.CreateTable(
                name: "Lane",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Realm = table.Column<string>(type: "TEXT", nullable: false),
                    Due = table.Column<long>(type: "INTEGER", nullable: true),
                    Arrived = table.Column<long>(type: "INTEGER", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    HeldUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    Told = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Lane", x => x.Recipient);
                }
            );

            migrationBuilder.CreateTable(
                name: "LocalMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Notice = table.Column<string>(type: "TEXT", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LocalMessage", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Mute",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mute", x => new { x.Recipient, x.Partner });
                }
            );

            migrationBuilder.CreateTable(
                name: "Notice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Due = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    TriedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: true),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    Repeated = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    AlertedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MarkDue = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notice", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Pace",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Realm = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pace", x => new { x.Platform, x.Realm });
                }
            );

            migrationBuilder.CreateTable(
                name: "PartnerState",
                columns: table => new
                {
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerState", x => x.Partner);
                }
            );

            migrationBuilder.CreateTable(
                name: "PersonEmail",
                columns: table => new
                {
                    Email = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Imported = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonEmail", x => x.Email);
                }
            );

            migrationBuilder.CreateTable(
                name: "Subscription",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    Track = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    LostAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscription", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Thread",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    Root = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Thread", x => new { x.Recipient, x.Partner });
                }
            );

            migrationBuilder.CreateIndex(name: "IX_Account_Email", table: "Account", column: "Email");

            migrationBuilder.CreateIndex(name: "IX_Account_Person", table: "Account", column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_Change_Milestone",
                table: "Change",
                column: "Milestone",
                filter: "\"Milestone\" IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Lane_Platform_Realm_Due",
                table: "Lane",
                columns: new[] { "Platform", "Realm", "Due" },
                filter: "\"Due\" IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_LocalMessage_Person_Id",
                table: "LocalMessage",
                columns: new[] { "Person", "Id" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Notice_Open",
                table: "Notice",
                columns: new[] { "Recipient", "Sequence" },
                filter: "\"State\" IN ('Pending', 'Sending') OR (\"State\" = 'Unknown' AND NOT \"Repeated\")"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Notice_Recipient",
                table: "Notice",
                column: "Recipient",
                filter: "\"MarkDue\" IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Notice_Recipient_Sequence",
                table: "Notice",
                columns: new[] { "Recipient", "Sequence" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Notice_Sequence", table: "Notice", column: "Sequence");

            migrationBuilder.CreateIndex(
                name: "IX_Notice_Unsent",
                table: "Notice",
                columns: new[] { "State", "Id" },
                filter: "\"State\" <> 'Sent'"
            );

            migrationBuilder.CreateIndex(name: "IX_PersonEmail_Person", table: "PersonEmail", column: "Person");

            migrationBuilder.CreateIndex(name: "IX_Subscription_Partner", table: "Subscription", column: "Partner");

            migrationBuilder.CreateIndex(
                name: "IX_Subscription_Recipient_Partner_Track",
                table: "Subscription",
                columns: new[] { "Recipient", "Partner", "Track" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Account");

            migrationBuilder.DropTable(name: "Acknowledgement");

            migrationBuilder.DropTable(name: "Bookmark");

            migrationBuilder.DropTable(name: "Cadence");

            migrationBuilder.DropTable(name: "Change");

            migrationBuilder.DropTable(name: "Deputy");

            migrationBuilder.DropTable(name: "Lane");

            migrationBuilder.DropTable(name: "LocalMessage");

            migrationBuilder.DropTable(name: "Mute");

            migrationBuilder.DropTable(name: "Notice");

            migrationBuilder.DropTable(name: "Pace");

            migrationBuilder.DropTable(name: "PartnerState");

            migrationBuilder.DropTable(name: "PersonEmail");

            migrationBuilder.DropTable(name: "Subscription");

            migrationBuilder.DropTable(name: "Thread");

            migrationBuilder.DropColumn(name: "AskedRoom", table: "LaterAnswer");

            migrationBuilder.DropColumn(name: "Mentioned", table: "LaterAnswer");

            migrationBuilder.DropColumn(name: "Name", table: "LaterAnswer");
        }
    }
}
