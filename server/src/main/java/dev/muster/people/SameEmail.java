package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Several accounts of one e-mail in one integration: at the same time, or one after the other under another id.
@Component
class SameEmail {
    /// Columns that both lists are ordered by.
    static final int COLUMNS = 4;

    private static final String TWINS = """
            select t.integration_id, t.type, t.external_id, t.name, t.email, t.person_email, null as former_id,
                   null as former_name, null::timestamptz as ended
              from (select a.*, count(*) over (partition by a.integration_id, a.person_email) as sharing
                      from
            """ + PeopleTables.LIVE_ACCOUNT + """
                           a
                     where a.person_email is not null and a.kind <> 'service') t
             where t.sharing > 1
               and (t.person_email, t.integration_id::text, t.type, t.external_id)
                   > (:afterEmail, :afterIntegration, :afterType, :afterId)
             order by t.person_email, t.integration_id::text, t.type, t.external_id
             limit :limit
            """;
    private static final String TWINS_COUNT = """
            select count(*) as places
              from (select 1
                      from
            """ + PeopleTables.LIVE_ACCOUNT + """
                           a
                     where a.person_email is not null and a.kind <> 'service'
                     group by a.integration_id, a.person_email
                    having count(*) > 1) t
            """;
    private static final String SUCCESSORS = """
            select t.integration_id, t.type, t.external_id, t.name, t.email, t.person_email, t.former_id, t.former_name,
                   t.ended
              from (select distinct on (f.email_key, f.integration_id::text, a.type, a.external_id)
                           a.integration_id, a.type, a.external_id, a.name, a.email, f.email_key as person_email,
                           f.external_id as former_id, f.name as former_name, f.ended
                      from (select p.integration_id, p.type, p.external_id, p.name, p.email_key, p.to_revision,
                                   v.published_at as ended
                              from unnest(:integrations, :revisions) as s (integration_id, number)
                              join account p
                                on p.tenant_id = :tenant and p.integration_id = s.integration_id
                               and p.to_revision <= s.number and p.state <> 'absent' and p.email_key is not null
                              join revision v
                                on v.tenant_id = :tenant and v.integration_id = p.integration_id
                               and v.number = p.to_revision
                             where not exists (
                                   select 1 from account n
                                    where n.tenant_id = :tenant and n.integration_id = p.integration_id
                                      and n.type = p.type and n.external_id = p.external_id and n.state <> 'absent'
                                      and holds(n.from_revision, n.to_revision, s.number, :newest))) f
                     cross join lateral
            """ + PeopleTables.accountOf("f.email_key") + """
                           a
                     where a.integration_id = f.integration_id and a.type = f.type and a.external_id <> f.external_id
                       and (f.email_key, f.integration_id::text, a.type, a.external_id)
                           > (:afterEmail, :afterIntegration, :afterType, :afterId)
                     order by f.email_key, f.integration_id::text, a.type, a.external_id, f.to_revision desc,
                              f.external_id) t
             order by t.person_email, t.integration_id::text, t.type, t.external_id
             limit :limit
            """;
    private static final String ALL_TWINS = "select count(*) from (" + TWINS + ") t";
    private static final String ALL_SUCCESSORS = "select count(*) from (" + SUCCESSORS + ") t";

    private final JdbcClient db;

    SameEmail(JdbcClient db) {
        this.db = db;
    }

    /// @param email   that they share, in lower case
    /// @param former  the account before it; none in a list of accounts that exist side by side
    record Shared(AccountAt account, String email, @Nullable Former former) {}

    /// An account that is gone.
    ///
    /// @param ended when the revision was published that no longer has it
    record Former(String id, String name, Instant ended) {}

    /// Accounts that can be used and share their e-mail with another such account of their integration, side by
    /// side.
    Slice<Shared> twins(PeopleState state, PeopleWalk walk, int limit) {
        return slice(TWINS, state, walk, limit);
    }

    /// E-mails that several such accounts share, each once for each integration.
    long twinsCount(PeopleState state) {
        return state.statement(db, TWINS_COUNT).query(Long.class).single();
    }

    /// Accounts whose e-mail an account had before that is gone: the same person under another id.
    Slice<Shared> successors(PeopleState state, PeopleWalk walk, int limit) {
        return slice(SUCCESSORS, state, walk, limit);
    }

    /// How many rows the list of twins has.
    long allTwins(PeopleState state) {
        return all(ALL_TWINS, state);
    }

    /// How many rows the list of successors has.
    long allSuccessors(PeopleState state) {
        return all(ALL_SUCCESSORS, state);
    }

    private long all(String sql, PeopleState state) {
        return from(sql, state, column -> "", Integer.MAX_VALUE)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec from(String sql, PeopleState state, IntFunction<String> after, int limit) {
        return state.statement(db, sql)
                .param("afterEmail", after.apply(0))
                .param("afterIntegration", after.apply(1))
                .param("afterType", after.apply(2))
                .param("afterId", after.apply(3))
                .param("limit", limit);
    }

    private Slice<Shared> slice(String sql, PeopleState state, PeopleWalk walk, int limit) {
        var rows = from(sql, state, walk::after, limit + 1)
                .query((row, index) -> {
                    String former = row.getString("former_id");
                    return new Shared(
                            AccountAt.of(state, row),
                            row.getString("person_email"),
                            former == null
                                    ? null
                                    : new Former(
                                            former,
                                            row.getString("former_name"),
                                            row.getObject("ended", OffsetDateTime.class)
                                                    .toInstant()));
                })
                .list();
        return walk.through(state, Slice.of(rows, limit, SameEmail::place));
    }

    private static Cursor place(Shared shared) {
        AccountAt account = shared.account();
        return Cursor.of(
                shared.email(),
                account.integration().id().value().toString(),
                account.key().type(),
                account.key().id());
    }
}
