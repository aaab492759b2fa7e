package dev.muster.people;

import dev.muster.problem.NoSuchThing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// People whose first day was not long ago.
@Component
class Newcomers {
    /// Days back that count as not long ago.
    static final int DAYS = 30;

    private static final String COUNT = """
            select count(*) as people, count(*) filter (where not p.has_account) as without
              from (select exists (
                               select 1
                                 from (select r.email_key as address
                                       union all
                                       select * from unnest(string_to_array(r.attributes ->> 'emails', ' '))) e
                                cross join lateral
            """ + PeopleTables.accountOf("e.address") + """
                                      a) as has_account
                      from account r
                     where r.tenant_id = :tenant and r.integration_id = :roster
                       and holds(r.from_revision, r.to_revision, :rosterRevision, :rosterNewest)
                       and r.attributes ->> 'start' between :since and :day
                       and coalesce(r.attributes ->> 'end', :day) >= :day) p
            """;
    private static final String EVERYBODY = """
            select count(*) as people
              from account a
             where a.tenant_id = :tenant and a.integration_id = :roster
               and holds(a.from_revision, a.to_revision, :rosterRevision, :rosterNewest)
               and coalesce(a.attributes ->> 'end', :day) >= :day
            """;

    private final JdbcClient db;

    Newcomers(JdbcClient db) {
        this.db = db;
    }

    /// @param withoutAccount those of them of whom no application has an account yet
    record Count(long people, long withoutAccount) {}

    /// Who began within [#DAYS].
    ///
    /// @throws NoSuchThing when there is no roster
    Count count(PeopleState state) {
        return state.statementWithRoster(db, COUNT)
                .param("since", state.day().minusDays(DAYS).toString())
                .query((row, index) -> new Count(row.getLong("people"), row.getLong("without")))
                .single();
    }

    /// Everybody on the roster who works here.
    ///
    /// @throws NoSuchThing when there is no roster
    long everybody(PeopleState state) {
        return state.statementWithRoster(db, EVERYBODY).query(Long.class).single();
    }
}
