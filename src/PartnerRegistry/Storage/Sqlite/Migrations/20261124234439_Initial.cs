using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerRegistry.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Changes",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<string>(type: "TEXT", nullable: true),
                    ProgrammeId = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    MilestoneId = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Changes", x => x.Sequence);
                }
            );

            migrationBuilder.CreateTable(
                name: "FeedHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedHead", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Members = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "IdempotentReplies",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Location = table.Column<string>(type: "TEXT", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotentReplies", x => new { x.Caller, x.Key });
                }
            );

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    Visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    RestrictedTo = table.Column<string>(type: "TEXT", nullable: false),
                    Sample = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Programmes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Programmes", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Webhooks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhooks", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Commitments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<string>(type: "TEXT", nullable: false),
                    PromisedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AnnouncedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commitments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Commitments_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Milestones",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    Wording = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Date = table.Column<string>(type: "TEXT", nullable: true),
                    Track = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Spokesperson = table.Column<string>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AnnouncedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SortDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Supersedes = table.Column<string>(type: "TEXT", nullable: true),
                    SupersededBy = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Milestones", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Milestones_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Negotiations",
                columns: table => new
                {
                    PartnerId = table.Column<string>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<string>(type: "TEXT", nullable: true),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TargetDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    Managers = table.Column<string>(type: "TEXT", nullable: false),
                    LastConfirmed = table.Column<long>(type: "INTEGER", nullable: true),
                    Business_Note = table.Column<string>(type: "TEXT", nullable: true),
                    Business_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Legal_Note = table.Column<string>(type: "TEXT", nullable: true),
                    Legal_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    OthersAccess_By = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    OthersAccess_Since = table.Column<string>(type: "TEXT", nullable: true),
                    OthersAccess_State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    OwnAccess_By = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    OwnAccess_Since = table.Column<string>(type: "TEXT", nullable: true),
                    OwnAccess_State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Technical_Note = table.Column<string>(type: "TEXT", nullable: true),
                    Technical_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Negotiations", x => x.PartnerId);
                    table.ForeignKey(
                        name: "FK_Negotiations_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_Negotiations_Programmes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Requirements",
                columns: table => new
                {
                    ProgrammeId = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Track = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Requirements", x => new { x.ProgrammeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Requirements_Programmes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "RequirementStates",
                columns: table => new
                {
                    PartnerId = table.Column<string>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<string>(type: "TEXT", nullable: false),
                    RequirementId = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_RequirementStates",
                        x => new
                        {
                            x.PartnerId,
                            x.ProgrammeId,
                            x.RequirementId,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_RequirementStates_Negotiations_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Negotiations",
                        principalColumn: "PartnerId",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_RequirementStates_Requirements_ProgrammeId_RequirementId",
                        columns: x => new { x.ProgrammeId, x.RequirementId },
                        principalTable: "Requirements",
                        principalColumns: new[] { "ProgrammeId", "Id" },
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.InsertData(
                table: "FeedHead",
                columns: new[] { "Id", "Sequence" },
                values: new object[] { 1, 0L }
            );

            migrationBuilder.CreateIndex(name: "IX_Commitments_PartnerId", table: "Commitments", column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_PartnerId_SortDate_RecordedAt",
                table: "Milestones",
                columns: new[] { "PartnerId", "SortDate", "RecordedAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Negotiations_ProgrammeId",
                table: "Negotiations",
                column: "ProgrammeId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_RequirementStates_ProgrammeId_RequirementId",
                table: "RequirementStates",
                columns: new[] { "ProgrammeId", "RequirementId" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Changes");

            migrationBuilder.DropTable(name: "Commitments");

            migrationBuilder.DropTable(name: "FeedHead");

            migrationBuilder.DropTable(name: "Groups");

            migrationBuilder.DropTable(name: "IdempotentReplies");

            migrationBuilder.DropTable(name: "Milestones");

            migrationBuilder.DropTable(name: "RequirementStates");

            migrationBuilder.DropTable(name: "Webhooks");

            migrationBuilder.DropTable(name: "Negotiations");

            migrationBuilder.DropTable(name: "Requirements");

            migrationBuilder.DropTable(name: "Partners");

            migrationBuilder.DropTable(name: "Programmes");
        }
    }
}
