package dev.muster.people;

import dev.muster.ledger.Revision;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Names states, so that what was worked out for one is used again and never for another. Runs in the caller's tenant
/// transaction.
@Component
public class StateNames {
    /// Whose an account is may be decided between two revisions.
    private static final String DECISIONS = """
            select count(*) || ' ' || coalesce(max(decided_at)::text, '')
              from account_person
             where tenant_id = :tenant
            """;

    private final JdbcClient db;

    StateNames(JdbcClient db) {
        this.db = db;
    }

    /// Two states of one name show the same in every list.
    public String of(PeopleState state) {
        String decisions = db.sql(DECISIONS)
                .param("tenant", state.tenant().value())
                .query(String.class)
                .single();
        return "%s %s %s %s".formatted(state.day(), state.fingerprint(), published(state), decisions);
    }

    /// Tells revisions apart that have the same number, because a tenant was deleted and restored meanwhile.
    private static List<Instant> published(PeopleState state) {
        return Stream.concat(state.applications().stream(), Stream.ofNullable(state.roster()))
                .map(Revision::published)
                .toList();
    }
}
