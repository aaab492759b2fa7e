package dev.muster.backup;

import java.util.List;

/// What the entries of a backup turned out to hold; its last entry.
record Contents(List<Table> tables) {
    static final String ENTRY = "contents.json";

    Contents {
        tables = List.copyOf(tables);
    }

    /// @param bytes  of the rows as PostgreSQL's COPY writes them, in the order of the primary key
    /// @param sha256 over these bytes, in hexadecimal
    record Table(String name, long rows, long bytes, String sha256) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
