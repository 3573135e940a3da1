using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CaseReplies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CaseId",
                table: "Outbox",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CaseReplies",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    MailId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseReplies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CaseReplies_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CaseReplies_Mails_MailId",
                        column: x => x.MailId,
                        principalTable: "Mails",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CaseId",
                table: "Outbox",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseReplies_CaseId_MailId",
                table: "CaseReplies",
                columns: new[] { "CaseId", "MailId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseReplies_MailId",
                table: "CaseReplies",
                column: "MailId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseReplies");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_CaseId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "CaseId",
                table: "Outbox");
        }
    }
}
