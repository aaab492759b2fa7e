package dev.muster.table;

import java.util.List;

/// A table of a file.
///
/// @param name    of the sheet; empty for the only table of a CSV file
/// @param columns its heading, each once
public record Sheet(String name, List<String> columns) {
    public Sheet {
        columns = List.copyOf(columns);
    }
}
