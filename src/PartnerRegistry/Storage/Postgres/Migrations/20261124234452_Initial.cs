using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerRegistry.Storage.Postgres.Migrations
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false),
                    PartnerId = table.Column<string>(type: "text", nullable: true),
                    ProgrammeId = table.Column<string>(type: "text", nullable: true),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Field = table.Column<string>(type: "text", nullable: true),
                    Before = table.Column<string>(type: "text", nullable: true),
                    After = table.Column<string>(type: "text", nullable: true),
                    MilestoneId = table.Column<string>(type: "text", nullable: true),
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
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Members = table.Column<List<string>>(type: "text[]", nullable: false),
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
                    Caller = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Fingerprint = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    Location = table.Column<string>(type: "text", nullable: true),
                    Body = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Aliases = table.Column<List<string>>(type: "text[]", nullable: false),
                    Visibility = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    RestrictedTo = table.Column<string>(type: "text", nullable: false),
                    Sample = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: false),
                    Secret = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    PartnerId = table.Column<string>(type: "text", nullable: false),
                    PromisedBy = table.Column<string>(type: "text", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "text", nullable: true),
                    Visibility = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    AnnouncedAt = table.Column<long>(type: "bigint", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    PartnerId = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: true),
                    Wording = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Date = table.Column<string>(type: "text", nullable: true),
                    Track = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Spokesperson = table.Column<string>(type: "text", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true),
                    Visibility = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    AnnouncedAt = table.Column<long>(type: "bigint", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    SortDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Supersedes = table.Column<string>(type: "text", nullable: true),
                    SupersededBy = table.Column<string>(type: "text", nullable: true),
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
                    PartnerId = table.Column<string>(type: "text", nullable: false),
                    ProgrammeId = table.Column<string>(type: "text", nullable: true),
                    Stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    TargetDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Owner = table.Column<string>(type: "text", nullable: true),
                    Managers = table.Column<string>(type: "text", nullable: false),
                    LastConfirmed = table.Column<long>(type: "bigint", nullable: true),
                    Business_Note = table.Column<string>(type: "text", nullable: true),
                    Business_Status = table.Column<string>(
                        type: "character varying(32)",
                        maxLength: 32,
                        nullable: false
                    ),
                    Legal_Note = table.Column<string>(type: "text", nullable: true),
                    Legal_Status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    OthersAccess_By = table.Column<string>(
                        type: "character varying(32)",
                        maxLength: 32,
                        nullable: true
                    ),
                    OthersAccess_Since = table.Column<string>(type: "text", nullable: true),
                    OthersAccess_State = table.Column<string>(
                        type: "character varying(32)",
                        maxLength: 32,
                        nullable: true
                    ),
                    OwnAccess_By = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    OwnAccess_Since = table.Column<string>(type: "text", nullable: true),
                    OwnAccess_State = table.Column<string>(
                        type: "character varying(32)",
                        maxLength: 32,
                        nullable: true
                    ),
                    Technical_Note = table.Column<string>(type: "text", nullable: true),
                    Technical_Status = table.Column<string>(
                        type: "character varying(32)",
                        maxLength: 32,
                        nullable: false
                    ),
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
                    ProgrammeId = table.Column<string>(type: "text", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false),
                    Track = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Origin = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
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
                    PartnerId = table.Column<string>(type: "text", nullable: false),
                    ProgrammeId = table.Column<string>(type: "text", nullable: false),
                    RequirementId = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
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
