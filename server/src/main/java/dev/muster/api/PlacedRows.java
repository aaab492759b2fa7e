package dev.muster.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A list that is worked out as a whole before anything of it is shown, such as what a run would change: no index holds
/// its order. Its statement tells the `place` of each row, an array of texts, and is walked through as a [Keyset].
///
/// @param listed    a statement's `with listed as (...)`, in which each row has a `place` of its own
/// @param order     texts of a place
/// @param statement makes a statement of a text, and fills in what `listed` takes
/// @param shown     reads a row
public record PlacedRows<R>(
        String listed, int order, Function<String, JdbcClient.StatementSpec> statement, RowMapper<R> shown) {
    private static final String AFTER = """
            select *
              from listed
             where place > cast(:after as text[])
             order by place
             limit :limit
            """;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String BEFORE = """
            select place
              from listed
             where place <= cast(:after as text[])
             order by place desc
            offset :rows limit 1
            """;
    private static final String FOUND = """
            select count(*)
              from listed
            """;

    /// At most `limit` rows after a place, and where they lie in the whole list.
    public Stretch<R> stretch(@Nullable Cursor after, int limit) {
        var keyset = new Keyset<Placed<R>>(order, Placed::place, this::after, this::before);
        return keyset.stretch(after, limit, this::found).map(Placed::row);
    }

    private List<Placed<R>> after(List<String> place, int most) {
        return statement
                .apply(listed + AFTER)
                .param("after", place.toArray(String[]::new))
                .param("limit", most)
                .query((row, index) -> new Placed<>(shown.mapRow(row, index), place(row)))
                .list();
    }

    private Optional<List<String>> before(List<String> place, int rows) {
        return statement
                .apply(listed + BEFORE)
                .param("after", place.toArray(String[]::new))
                .param("rows", rows)
                .query((row, index) -> place(row))
                .optional();
    }

    private long found() {
        return statement.apply(listed + FOUND).query(Long.class).single();
    }

    private static List<String> place(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("place").getArray());
    }

    private record Placed<R>(R row, List<String> place) {}
}
