using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerRegistry.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class NewestFirst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(name: "IX_Changes_At", table: "Changes", column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Changes_PartnerId_Sequence",
                table: "Changes",
                columns: new[] { "PartnerId", "Sequence" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_Changes_At", table: "Changes");

            migrationBuilder.DropIndex(name: "IX_Changes_PartnerId_Sequence", table: "Changes");
        }
    }
}
