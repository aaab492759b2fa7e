package dev.muster.ledger;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Rows of one kind on their way into staging. Each column goes as one array of texts, which the statement takes apart
/// and gives its type: however many rows there are, they are one statement.
///
/// Text in PostgreSQL cannot hold U+0000; it is kept visible as U+FFFD.
final class IncomingRows<R extends Row> {
    private final List<Incoming<R>> rows = new ArrayList<>();

    private record Incoming<R extends Row>(StagedRecord record, boolean principal, R row) {}

    /// @param principal whether the row is what its record stands for
    void add(StagedRecord record, boolean principal, R row) {
        rows.add(new Incoming<>(record, principal, row));
    }

    /// The columns of a statement that inserts the rows.
    Columns by(StatementSpec statement) {
        return new Columns(statement);
    }

    /// Fills the parameters that are named like the columns.
    final class Columns {
        private final StatementSpec statement;

        private Columns(StatementSpec statement) {
            this.statement = statement;
        }

        /// Where the rows were read.
        Columns provenance() {
            return feed().array("ordinal", row -> row.record().ordinal())
                    .array("principal", Incoming::principal)
                    .array("record_id", row -> row.record().recordId());
        }

        Columns feed() {
            return array("feed", row -> row.record().feed());
        }

        Columns key(String type, String id, Function<R, @Nullable Key> key) {
            return column(type, row -> part(key.apply(row), Key::type))
                    .column(id, row -> part(key.apply(row), Key::id));
        }

        private static @Nullable String part(@Nullable Key key, Function<Key, String> part) {
            return key == null ? null : part.apply(key);
        }

        Columns column(String name, Function<R, @Nullable Object> value) {
            return array(name, incoming -> value.apply(incoming.row()));
        }

        private Columns array(String name, Function<Incoming<R>, @Nullable Object> value) {
            statement.param(name, rows.stream().map(value).map(Columns::text).toArray(String[]::new));
            return this;
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString().replace('\0', '\uFFFD');
        }

        /// Nothing is said to the database when there are no rows.
        void insert() {
            if (!rows.isEmpty()) {
                statement.update();
            }
        }
    }
}
