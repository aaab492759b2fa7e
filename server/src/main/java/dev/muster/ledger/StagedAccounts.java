package dev.muster.ledger;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.PlacedRows;
import dev.muster.api.Stretch;
import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the publication of a staged run would change of accounts, before it is published. For runs that read every feed
/// to its end. Runs in the caller's tenant transaction.
@Component
public class StagedAccounts {
    /// Columns of the cursors of the list.
    public static final int COLUMNS = 4 + Keyset.COUNT;

    private static final String COUNT = """
            select kind, count(*) as accounts
              from staged_account_changes(:tenant, :integration, :run)
             group by kind
            """;
    private static final String LISTED = """
            with listed as (
                select kind, name, before, after,
                       array[cast(array_position(array['JOINED', 'GONE', 'CHANGED'], kind) as text), lower(name),
                             account_id,
                             cast(row_number() over (partition by kind, lower(name), account_id) as text)] as place
                  from staged_account_changes(:tenant, :integration, :run)
                 where (cardinality(cast(:kinds as text[])) = 0 or kind = any (cast(:kinds as text[])))
                   and (:pattern = '' or lower(name) like lower(:pattern) or lower(email) like lower(:pattern)
                        or lower(account_id) like lower(:pattern))
            )
            """;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient db;

    StagedAccounts(JdbcClient db) {
        this.db = db;
    }

    /// An account that joins, goes or is told otherwise, with its name, e-mail and attributes.
    ///
    /// @param before empty when it was not there
    /// @param after  empty when it would not be there
    public record Touched(Kind kind, String name, Map<String, String> before, Map<String, String> after) {
        public Touched {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /// How many accounts are touched, by what becomes of them; kinds of which none is are left out.
    public Map<Kind, Count> counts(RunKey run) {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        run.statement(db, COUNT).query(row -> {
            long accounts = row.getLong("accounts");
            counts.put(Kind.valueOf(row.getString("kind")), new Count(accounts, accounts));
        });
        return counts;
    }

    /// At most `limit` of them after a place, by what becomes of them, then by name; and where they lie in the whole
    /// list.
    ///
    /// @param kinds none for all
    public Stretch<Touched> stretch(
            RunKey run, List<Kind> kinds, SearchText search, @Nullable Cursor after, int limit) {
        return new PlacedRows<>(
                        LISTED,
                        COLUMNS - Keyset.COUNT,
                        sql -> run.statement(db, sql)
                                .param("kinds", kinds.stream().map(Kind::name).toArray(String[]::new))
                                .param("pattern", search.pattern()),
                        (row, index) -> touched(row))
                .stretch(after, limit);
    }

    private static Touched touched(ResultSet row) throws SQLException {
        return new Touched(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                texts(row.getString("before")),
                texts(row.getString("after")));
    }

    private static Map<String, String> texts(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, TEXTS);
    }
}
