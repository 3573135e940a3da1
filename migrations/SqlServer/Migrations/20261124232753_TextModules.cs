using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TextModules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "TextModules",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Module = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EnglishTitle = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    EnglishText = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    RussianTitle = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    RussianText = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Retired = table.Column<bool>(type: "bit", nullable: false),
                    ById = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TextModules", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_TextModules_Module_Version",
                table: "TextModules",
                columns: new[] { "Module", "Version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TextModules");
        }
    }
}
