package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.problem.NoSuchThing;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Accounts that can be used and belong to nobody whom the roster names or named. Those of machines are left out,
/// whether the application says so or somebody marked them.
@Component
class UnmatchedAccounts {
    /// Columns that the list is ordered by.
    static final int COLUMNS = 4;

    private static final String PAGE = """
            select u.integration_id, u.type, u.external_id, u.name, u.email, u.sort_name, u.decision, u.person_email,
                   (select count(*)
                      from account o
                     where o.tenant_id = :tenant and o.integration_id = u.integration_id
                       and o.email_key = lower(u.email) and o.state <> 'absent'
                       and holds(o.from_revision, o.to_revision, u.number, :newest)) as sharing,
                   likely.name as likely_name, likely.email as likely_email
              from (select m.*, s.number
                      from
            """ + PeopleTables.UNMATCHED_ACCOUNT + """
                           m
                      join unnest(:integrations, :revisions) as s (integration_id, number)
                        on s.integration_id = m.integration_id
                     where (m.sort_name, m.integration_id::text, m.type, m.external_id)
                           > (:afterName, :afterIntegration, :afterType, :afterId)
                     order by m.sort_name, m.integration_id::text, m.type, m.external_id
                     limit :limit) u
              left join lateral (
                   select p.name, p.email from account p
                    where p.tenant_id = :tenant and p.integration_id = :roster and p.sort_name = u.sort_name
                      and holds(p.from_revision, p.to_revision, :rosterRevision, :rosterNewest)
                    order by p.type, p.external_id limit 1) likely on true
             order by u.sort_name, u.integration_id::text, u.type, u.external_id
            """;
    private static final String COUNT = """
            select count(*) as accounts
              from
            """ + PeopleTables.UNMATCHED_ACCOUNT + " u";
    private static final String SERVICES = """
            select count(*) as accounts
              from
            """ + PeopleTables.LIVE_ACCOUNT + """
                   a
             where a.kind = 'service' or a.decision = 'service'
            """;

    private final JdbcClient db;

    UnmatchedAccounts(JdbcClient db) {
        this.db = db;
    }

    /// @param apart   whether somebody decided that it is not its e-mail's owner's
    /// @param linked  e-mail that somebody linked it to, and that nobody on the roster has; none otherwise
    /// @param sharing accounts of its integration with its e-mail, itself included; 0 when it has none
    /// @param likely  somebody on the roster of the same name, which alone proves nothing; none when there is
    ///                nobody
    record Unmatched(
            AccountAt account,
            boolean apart,
            @Nullable String linked,
            long sharing,
            @Nullable Likely likely) {}

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
                "linked".equals(row.getString("decision")) ? row.getString("person_email") : null,
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
