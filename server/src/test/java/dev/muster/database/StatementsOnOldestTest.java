package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Counted;
import dev.muster.database.RecordingDriver.Sent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever statement any test had the product send to the newest PostgreSQL, put before the oldest, which reads it and
/// looks up the tables, columns, functions and operators in it, and does nothing. So the tests that run on it besides
/// need not send all of them again.
///
/// Comes after the tests on the newest PostgreSQL, from which it has the statements.
@Tag("oldest-database")
@Tag("after-all-others")
class StatementsOnOldestTest {
    private static final int FEWER_THAN_THERE_ARE = 400;
    private static final String TEMPORARY = "create temporary table";

    @Test
    void every_statement_of_the_product_is_understood() throws Exception {
        List<Sent> statements = RecordingDriver.kept();
        assertThat(statements)
                .as("statements that tests on the newest PostgreSQL left in target/statements")
                .hasSizeGreaterThan(FEWER_THAN_THERE_ARE);

        try (Connection connection = TestPostgres.freshDatabase().app().getConnection()) {
            makeTemporaryTables(connection, statements);

            assertThat(notUnderstood(connection, statements)).isEmpty();
            tell(connection, statements.size());
        }
    }

    @Test
    void a_statement_that_only_a_newer_postgresql_knows_would_be_noticed() throws SQLException {
        List<Sent> newer = List.of(
                new Sent("select any_value(id) from tenant", List.of()),
                new Sent("select id from tenant where id = ? and no_such_column", List.of("uuid")),
                new Sent("select 'infinity'::interval", List.of()),
                new Sent(
                        "merge into tenant t using tenant s on s.id = t.id when matched then do nothing returning t.id",
                        List.of()));
        Sent older = new Sent("select id from tenant where id = ?", List.of("uuid"));

        try (Connection connection = TestPostgres.freshDatabase().app().getConnection()) {
            assertThat(notUnderstood(connection, newer))
                    .containsOnlyKeys(newer.stream().map(Sent::text).toList());
            assertThat(notUnderstood(connection, List.of(older))).isEmpty();
        }
    }

    /// Those that a connection of the product has made for itself before it names them.
    private static void makeTemporaryTables(Connection connection, List<Sent> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Sent sent : statements) {
                if (sent.text().contains(TEMPORARY)) {
                    statement.execute(sent.text());
                }
            }
        }
    }

    /// What PostgreSQL says against them, by their texts.
    private static Map<String, String> notUnderstood(Connection connection, List<Sent> statements) {
        var refused = new TreeMap<String, String>();
        for (Sent sent : statements) {
            try (PreparedStatement statement = connection.prepareStatement(sent.text())) {
                for (int i = 0; i < sent.types().size(); i++) {
                    statement.setNull(i + 1, Types.NULL, sent.types().get(i));
                }
                statement.getParameterMetaData();
            } catch (SQLException e) {
                refused.put(sent.text(), String.valueOf(e.getMessage()));
            }
        }
        return refused;
    }

    private static void tell(Connection connection, int count) throws SQLException, IOException {
        Counted.tell(
                "statements",
                "Statements: %,d that tests had the product send are understood by PostgreSQL %d"
                        .formatted(count, connection.getMetaData().getDatabaseMajorVersion()));
    }
}
