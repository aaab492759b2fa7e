package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.problem.NoSuchThing;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Accounts that can be used and belong to nobody on the roster. Those of machines are left out, whether the application
/// says so or somebody marked them.
@Component
class UnmatchedAccounts {
    /// Columns that the list is ordered by.
    static final int COLUMNS = 4;

    private static final String PAGE = """
            select u.integration_id, u.type, u.external_id, u.name, u.email, u.sort_name, u.decision,
                   (select count(*) from live_account(:tenant, array[u.integration_id], array[s.number], :newest) o
                     where o.person_email = u.person_email) as sharing,
                   likely.name as likely_name, likely.email as likely_email
              from unmatched_account(:tenant, :integrations, :revisions, :newest,
                                     :roster, :rosterRevision, :rosterNewest) u
              join unnest(:integrations, :revisions) as s (integration_id, number)
                on s.integration_id = u.integration_id
              left join lateral (
                   select p.name, p.email from account p
                    where p.tenant_id = :tenant and p.integration_id = :roster and p.sort_name = u.sort_name
                      and holds(p.from_revision, p.to_revision, :rosterRevision, :rosterNewest)
                    order by p.type, p.external_id limit 1) likely on true
             where (u.sort_name, u.integration_id::text, u.type, u.external_id)
                   > (:afterName, :afterIntegration, :afterType, :afterId)
             order by u.sort_name, u.integration_id::text, u.type, u.external_id
             limit :limit
            """;
    private static final String COUNT = """
            select count(*) as accounts
              from unmatched_account(:tenant, :integrations, :revisions, :newest,
                                     :roster, :rosterRevision, :rosterNewest) u
            """;
    private static final String SERVICES = """
            select count(*) as accounts
              from live_account(:tenant, :integrations, :revisions, :newest) a
             where a.kind = 'service' or a.decision = 'service'
            """;

    private final JdbcClient db;

    UnmatchedAccounts(JdbcClient db) {
        this.db = db;
    }

    /// @param apart   whether somebody decided that it is not its e-mail's owner's
    /// @param sharing accounts of its integration with its e-mail, itself included; 0 when it has none
    /// @param likely  somebody on the roster of the same name, which alone proves nothing; none when there is nobody
    record Unmatched(
            AccountAt account, boolean apart, long sharing, @Nullable Likely likely) {}

    record Likely(String name, @Nullable String email) {}

    /// At most `limit` of them, by name.
    ///
    /// @throws NoSuchThing when there is no roster
    Slice<Unmatched> slice(PeopleState state, PeopleWalk walk, int limit) {
        var rows = state.statementWithRoster(db, PAGE)
                .param("afterName", walk.after(0))
                .param("afterIntegration", walk.after(1))
                .param("afterType", walk.after(2))
                .param("afterId", walk.after(3))
                .param("limit", limit + 1)
                .query((row, index) -> new Placed(unmatched(state, row), row.getString("sort_name")))
                .list();
        return walk.through(state, Slice.of(rows, limit, Placed::place).map(Placed::row));
    }

    /// @throws NoSuchThing when there is no roster
    long count(PeopleState state) {
        return state.statementWithRoster(db, COUNT).query(Long.class).single();
    }

    /// Accounts of machines.
    long services(PeopleState state) {
        return state.statement(db, SERVICES).query(Long.class).single();
    }

    private static Unmatched unmatched(PeopleState state, ResultSet row) throws SQLException {
        String likely = row.getString("likely_name");
        return new Unmatched(
                AccountAt.of(state, row),
                "alone".equals(row.getString("decision")),
                row.getLong("sharing"),
                likely == null ? null : new Likely(likely, row.getString("likely_email")));
    }

    private record Placed(Unmatched row, String sortName) {
        Cursor place() {
            return Cursor.of(
                    sortName,
                    row.account().integration().id().value().toString(),
                    row.account().key().type(),
                    row.account().key().id());
        }
    }
}
