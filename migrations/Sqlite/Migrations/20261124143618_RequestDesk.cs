using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.Sqlite
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
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Found",
                table: "Mailboxes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Taken",
                table: "Mailboxes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "RequestDrafts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Wanted = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    ToRecord = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedText = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenEvent = table.Column<long>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Stopped = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false)
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
