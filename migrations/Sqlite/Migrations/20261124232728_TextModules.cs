using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations.Sqlite
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Module = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    EnglishTitle = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    EnglishText = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    RussianTitle = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    RussianText = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    ById = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
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
