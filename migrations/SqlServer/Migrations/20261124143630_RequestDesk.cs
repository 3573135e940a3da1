using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RequestDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "SealedText",
                table: "RequestEvents",
                type: "varbinary(max)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Found",
                table: "Mailboxes",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Taken",
                table: "Mailboxes",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "RequestDrafts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RequestId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Act = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Wanted = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    ToRecord = table.Column<bool>(type: "bit", nullable: false),
                    SealedText = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    SavedBy = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    SavedAt = table.Column<long>(type: "bigint", nullable: false),
                    SeenEvent = table.Column<long>(type: "bigint", nullable: false),
                    Verdict = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    Stopped = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Stamp = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestDrafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequestDrafts_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RequestDrafts_DueAt",
                table: "RequestDrafts",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_RequestDrafts_RequestId",
                table: "RequestDrafts",
                column: "RequestId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RequestDrafts");

            migrationBuilder.DropColumn(
                name: "SealedText",
                table: "RequestEvents");

            migrationBuilder.DropColumn(
                name: "Found",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "Taken",
                table: "Mailboxes");
        }
    }
}
