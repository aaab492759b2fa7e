package dev.muster.people;

import dev.muster.connector.Key;
import dev.muster.integration.Integration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account and the integration that shows it.
///
/// @param email none when the application tells none
record AccountAt(
        Integration integration,
        Key key,
        String name,
        @Nullable String email) {
    static AccountAt of(PeopleState state, ResultSet row) throws SQLException {
        return new AccountAt(
                state.integration(row.getObject("integration_id", UUID.class)),
                new Key(row.getString("type"), row.getString("external_id")),
                row.getString("name"),
                row.getString("email"));
    }
}
