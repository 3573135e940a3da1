using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CallRepairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "SealedWrong",
                table: "Calls",
                type: "varbinary(1024)",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MisheardPairs",
                columns: table => new
                {
                    Typed = table.Column<int>(type: "int", nullable: false),
                    Corrected = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MisheardPairs", x => new { x.Typed, x.Corrected });
                });

            migrationBuilder.CreateTable(
                name: "MisheardPlaces",
                columns: table => new
                {
                    Position = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MisheardPlaces", x => x.Position);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MisheardPairs");

            migrationBuilder.DropTable(
                name: "MisheardPlaces");

            migrationBuilder.DropColumn(
                name: "SealedWrong",
                table: "Calls");
        }
    }
}
