using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Data;

/// <summary>Faults that mean "another was quicker": they pass when the whole act is run again.</summary>
internal enum Conflict
{
    /// <summary>Some other fault; running again would not help.</summary>
    None,

    /// <summary>A unique index or a primary key already has the value.</summary>
    Duplicate,

    /// <summary>The row was changed after it was read.</summary>
    Stale,

    /// <summary>Locked, or chosen as the victim of a deadlock.</summary>
    Locked,
}

internal static class Conflicts
{
    // SQLite's extended codes: UNIQUE, PRIMARYKEY, ROWID. The other constraints (19) are faults of the act itself.
    private static readonly int[] SqliteDuplicates = [2067, 1555, 2579];

    /// <summary>Tells from the engine's numbers, never from its texts.</summary>
    internal static Conflict Of(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            var found = at switch
            {
                DbUpdateConcurrencyException => Conflict.Stale,
                TurnLostException => Conflict.Locked,
                SqliteException lite => Of(lite),
                SqlException server => Of(server),
                _ => Conflict.None,
            };
            if (found != Conflict.None)
                return found;
        }

        return Conflict.None;
    }

    private static Conflict Of(SqliteException fault) => fault.SqliteErrorCode switch
    {
        5 or 6 => Conflict.Locked,
        19 when SqliteDuplicates.Contains(fault.SqliteExtendedErrorCode) => Conflict.Duplicate,
        _ => Conflict.None,
    };

    // 1205 deadlock victim, 1222 lock request time-out, 3960 snapshot conflict.
    private static Conflict Of(SqlException fault) => fault.Number switch
    {
        2601 or 2627 => Conflict.Duplicate,
        1205 or 1222 or 3960 => Conflict.Locked,
        _ => Conflict.None,
    };
}
