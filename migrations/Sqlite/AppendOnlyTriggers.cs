using Microsoft.EntityFrameworkCore.Migrations;

namespace Migrations.Sqlite;

/// <summary>Triggers that refuse every change and every deletion of what happened.</summary>
/// <remarks>
/// A migration that alters one of these tables makes SQLite rebuild it, and the rebuilt table has no triggers: call
/// <see cref="Create(MigrationBuilder)"/> again at the end of such a migration. The tests notice when that was forgotten.
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
        Drop(migration);
        foreach (var (table, trigger) in Guarded)
        {
            Create(migration, table, trigger);
        }
    }

    /// <summary>For a table that came later than the first ones.</summary>
    internal static void Create(MigrationBuilder migration, string table, string trigger)
    {
        foreach (var act in (string[])["UPDATE", "DELETE"])
        {
            migration.Sql($"""
                CREATE TRIGGER "{trigger}_{act}" BEFORE {act} ON "{table}"
                BEGIN
                    SELECT RAISE(ABORT, '{table} is append-only');
                END;
                """);
        }
    }

    internal static void Drop(MigrationBuilder migration)
    {
        foreach (var (_, trigger) in Guarded)
        {
            migration.Sql($"""DROP TRIGGER IF EXISTS "{trigger}_UPDATE";""");
            migration.Sql($"""DROP TRIGGER IF EXISTS "{trigger}_DELETE";""");
        }
    }
}
