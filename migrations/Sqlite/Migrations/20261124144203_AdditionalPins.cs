using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AdditionalPins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PinDecisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenRequestId = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedById = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SecondById = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    SecondAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SecondBecause = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    AskFor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Suggested = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Against = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SealedWords = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SealedNote = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SealedAddress = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RequestStamp = table.Column<Guid>(type: "TEXT", nullable: false),
                    PinId = table.Column<long>(type: "INTEGER", nullable: true),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: true),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PinDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PinDecisions_Pins_PinId",
                        column: x => x.PinId,
                        principalTable: "Pins",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PinDecisions_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PinRequests",
                columns: table => new
                {
                    RequestId = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedAsked = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EnteredById = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    CorrectedById = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PinRequests", x => x.RequestId);
                    table.ForeignKey(
                        name: "FK_PinRequests_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PinDecisions_OpenRequestId",
                table: "PinDecisions",
                column: "OpenRequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PinDecisions_PinId",
                table: "PinDecisions",
                column: "PinId");

            migrationBuilder.CreateIndex(
                name: "IX_PinDecisions_RequestId",
                table: "PinDecisions",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_PinDecisions_State_DueAt",
                table: "PinDecisions",
                columns: new[] { "State", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PinDecisions");

            migrationBuilder.DropTable(
                name: "PinRequests");
        }
    }
}
