using Microsoft.EntityFrameworkCore.Migrations;

namespace Migrations.SqlServer;

/// <summary>Triggers that refuse every change and every deletion of what happened.</summary>
/// <remarks>
/// TRUNCATE TABLE fires no trigger; the console's login needs no right to it, as the README of the migrations says.
/// </remarks>
internal static class AppendOnlyTriggers
{
    private static readonly (string Table, string Trigger)[] Guarded =
    [
        ("Ledger", "LedgerIsAppendOnly"),
        ("Answers", "AnswersAreAppendOnly"),
        ("CallEvents", "CallEventsAreAppendOnly"),
        ("Journal", "JournalIsAppendOnly"),
    ];

    internal static void Create(MigrationBuilder migration)
    {
        foreach (var (table, trigger) in Guarded)
        {
            Create(migration, table, trigger);
        }
    }

    /// <summary>For a table that came later than the first ones.</summary>
    internal static void Create(MigrationBuilder migration, string table, string trigger)
    {
        // CREATE TRIGGER must be alone in its batch, and the idempotent script puts every statement into an IF.
        migration.Sql($"""
            EXEC(N'CREATE TRIGGER [{trigger}] ON [{table}] AFTER UPDATE, DELETE AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (SELECT 1 FROM deleted)
                    THROW 51000, ''{table} is append-only'', 1;
            END');
            """);
    }

    internal static void Drop(MigrationBuilder migration)
    {
        foreach (var (_, trigger) in Guarded)
            migration.Sql($"DROP TRIGGER IF EXISTS [{trigger}];");
    }
}
