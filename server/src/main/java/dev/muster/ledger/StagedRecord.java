package dev.muster.ledger;

import dev.muster.connector.Row;
import java.util.List;

/// One record of the application on its way into staging.
///
/// @param feed     id of the feed it came from
/// @param ordinal  its place in the run; a record read again later has a higher one and wins
/// @param recordId its id within the feed
/// @param rows     what it stands for; at least one, the first is the principal one, by which records are counted
public record StagedRecord(String feed, long ordinal, String recordId, List<Row> rows) {
    public StagedRecord {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Record %s of feed %s stands for nothing".formatted(recordId, feed));
        }
    }
}
