package dev.muster.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backup says of itself before its rows come.
///
/// @param format     of the file: [#FORMAT]
/// @param program    version of the Muster that took it
/// @param schema     version of the last migration of its tables
/// @param postgresql version of the server it was taken from
/// @param at         the database's time at the snapshot
/// @param tenant     short name of the only tenant in it; none for the whole Muster
/// @param tables     in the order of their entries
record Manifest(
        int format,
        String program,
        String schema,
        String postgresql,
        Instant at,
        @Nullable String tenant,
        List<Table> tables) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    Manifest {
        tables = List.copyOf(tables);
    }

    /// @param columns in the order of the fields of its rows
    record Table(String name, List<String> columns) {
        Table {
            columns = List.copyOf(columns);
        }
    }
}
