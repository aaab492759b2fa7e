package dev.muster.ledger;

import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
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
    private static final String COUNT = """
            select kind, count(*) as accounts
              from staged_account_changes(:tenant, :integration, :run)
             group by kind
            """;
    private static final String PAGE = """
            select kind, name, before, after
              from staged_account_changes(:tenant, :integration, :run)
             where (cardinality(:kinds) = 0 or kind = any (:kinds))
               and (:pattern = '' or lower(name) like lower(:pattern) or lower(email) like lower(:pattern)
                    or lower(account_id) like lower(:pattern))
             order by array_position(array['JOINED', 'GONE', 'CHANGED'], kind), lower(name), account_id
             limit :limit offset :offset
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

    /// At most `limit` of them from `offset` on, by what becomes of them, then by name.
    ///
    /// @param kinds none for all
    public List<Touched> page(RunKey run, List<Kind> kinds, SearchText search, int offset, int limit) {
        return run.statement(db, PAGE)
                .param("kinds", kinds.stream().map(Kind::name).toArray(String[]::new))
                .param("pattern", search.pattern())
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> new Touched(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        texts(row.getString("before")),
                        texts(row.getString("after"))))
                .list();
    }

    private static Map<String, String> texts(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, TEXTS);
    }
}
