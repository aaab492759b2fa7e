package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many accounts hold each level on the application as a whole. Runs in the caller's tenant transaction.
@Component
class BaseLevels {
    private static final String COUNT = """
            select w.level, jsonb_build_array(to_jsonb(string_to_array(w.level, chr(31))), '[]'::jsonb, '[]'::jsonb)::text as alike, count(*) as accounts
              from account a
              left join (select g.account_type, g.account_id, string_agg(g.value, chr(31) order by g.value collate "C") as level
                           from access_grant g
                          where g.tenant_id = :tenant and g.integration_id = :integration
                            and g.resource_type = :wholeType and g.resource_id = :whole
                            and holds(g.from_revision, g.to_revision, :revision, :newest)
                          group by g.account_type, g.account_id) w
                on w.account_type = a.type and w.account_id = a.external_id
             where a.tenant_id = :tenant and a.integration_id = :integration
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             group by w.level
            """;

    private final PerRevision<List<Held>> counted = new PerRevision<>();
    private final JdbcClient db;

    BaseLevels(JdbcClient db) {
        this.db = db;
    }

    /// @param level as [HeldLevels] spells several; none for accounts that hold none
    /// @param alike the class of accounts that hold it, and nothing else that matters
    record Held(@Nullable String level, String alike, long accounts) {}

    List<Held> of(Revision revision, AccessRules rules) {
        return counted.of(revision, () -> count(revision, rules));
    }

    private List<Held> count(Revision revision, AccessRules rules) {
        return revision.statement(db, COUNT)
                .param("wholeType", rules.whole().type())
                .param("whole", rules.whole().id())
                .query((row, index) ->
                        new Held(row.getString("level"), row.getString("alike"), row.getLong("accounts")))
                .list();
    }
}
