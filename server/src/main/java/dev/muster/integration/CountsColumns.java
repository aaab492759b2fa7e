package dev.muster.integration;

import dev.muster.host.Counts;
import java.sql.ResultSet;
import java.sql.SQLException;

/// [Counts] as a statement gives them: a column for each, named as in the table `integration_status`.
public final class CountsColumns {
    private CountsColumns() {}

    /// The counts of the row at hand.
    public static Counts of(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("accounts"),
                row.getLong("absent_accounts"),
                row.getLong("groups"),
                row.getLong("stub_groups"),
                row.getLong("resources"),
                row.getLong("stubs"),
                row.getLong("links"),
                row.getLong("grants"),
                row.getLong("restless_grants"));
    }
}
