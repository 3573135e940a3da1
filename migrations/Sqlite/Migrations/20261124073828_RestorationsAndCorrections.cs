using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RestorationsAndCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "Name",
                table: "Ledger",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Observations",
                table: "Ledger",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OwnerKeyId",
                table: "Ledger",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedComputer",
                table: "Ledger",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedEvidence",
                table: "Ledger",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedOwner",
                table: "Ledger",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedReason",
                table: "Ledger",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SecondActorId",
                table: "Ledger",
                type: "TEXT",
                maxLength: 450,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UndoneId",
                table: "Ledger",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Announcements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    KitId = table.Column<long>(type: "INTEGER", nullable: false),
                    LicenseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Announcements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Announcements_Kits_KitId",
                        column: x => x.KitId,
                        principalTable: "Kits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Announcements_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Announcements_KitId",
                table: "Announcements",
                column: "KitId");

            migrationBuilder.CreateIndex(
                name: "IX_Announcements_LicenseId",
                table: "Announcements",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_Announcements_SentAt_Id",
                table: "Announcements",
                columns: new[] { "SentAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Announcements");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "Observations",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "OwnerKeyId",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "SealedComputer",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "SealedEvidence",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "SealedOwner",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "SealedReason",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "SecondActorId",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "UndoneId",
                table: "Ledger");

            // SQLite drops columns by building the table anew, without its triggers.
            AppendOnlyTriggers.Create(migrationBuilder);
        }
    }
}
