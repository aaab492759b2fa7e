package dev.muster.access;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.people.PeopleWalk;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Access in slices for whoever reads all of it, by person: whole accounts, so that resources are joined to many
/// rows at once, and not looked up for each. Runs in the caller's tenant transaction.
@Component
class GrantSlices {
    /// Accounts in the order of an index, until they have so many rows; the last of them with all of its own.
    private static final String SLICE = """
            select g.integration_id, g.account_type, g.account_id, g.sort_name, g.name, g.email, g.state, g.kind,
                   g.resource_type, g.resource_id, coalesce(r.name, g.resource_id) as resource_name,
                   coalesce(r.sort_name, lower(g.resource_id)) as resource_sort, g.value, g.through,
                   g.feed, g.record_id, v.number as since_revision, v.run as since_run,
                   v.published_at as since, v.number = g.first as seen_first
              from (select p.*, s.first, s.number
            """ + GrantStatements.INTEGRATIONS + """
                     cross join lateral (
                           select a.sort_name,
            """ + GrantStatements.COLUMNS + """
                                  w.*
                             from account a
                             left join account_person d
                               on d.tenant_id = a.tenant_id and d.integration_id = s.integration_id
                              and d.account_type = a.type and d.account_id = a.external_id
                            cross join lateral (
                                  select g.began, g.resource_type, g.resource_id, g.value, g.through, g.feed, g.record_id
                                    from
            """
            + GrantStatements.WITH_ITS_PAST + """
                                   where holds(g.from_revision, g.to_revision, s.number, :newest)
                                     and (not :byLevel
                                          or s.integration_id || ' ' || g.resource_type || ' ' || g.value = any (:levels))
                                     and (:group = '' or g.resource_id = :group)
                                     and (:since = '' or g.from_revision > s.since and s.since < g.began)) w
                            where a.tenant_id = :tenant and a.integration_id = s.integration_id
                              and holds(a.from_revision, a.to_revision, s.number, :newest)
                              and (:first or %1$s and %2$s)
                              and
            """ + GrantStatements.ACCOUNT_IS_LET_THROUGH + """
                            order by a.sort_name %3$s, a.external_id %3$s, a.type %3$s
                            fetch first (:limit) rows with ties) p
                     order by p.sort_name %3$s, p.account_id %3$s, p.integration_id::text %3$s, p.account_type %3$s
                     fetch first (:limit) rows with ties) g
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = g.integration_id
               and r.type = g.resource_type and r.external_id = g.resource_id
               and holds(r.from_revision, r.to_revision, g.number, :newest)
              join revision v
                on v.tenant_id = :tenant and v.integration_id = g.integration_id and v.number = g.began
             order by g.sort_name %3$s, g.account_id %3$s, g.integration_id::text %3$s, g.account_type %3$s,
                      resource_sort %3$s, g.resource_type %3$s, g.resource_id %3$s, g.value %3$s, g.through %3$s
            """;

    private final Grants grants;
    private final JdbcClient db;

    GrantSlices(Grants grants, JdbcClient db) {
        this.grants = grants;
        this.db = db;
    }

    static String statement(GrantOrder order) {
        return SLICE.formatted(order.beginning(), order.afterAccount(), order.direction());
    }

    /// Some `rows` of a walk, and as many more as the last account has. What is found by a search, or is little, is
    /// read as pages are.
    Slice<Grant> slice(CountedScope list, GrantOrder order, PeopleWalk walk, int rows) {
        Scope scope = list.scope();
        if (!grants.walks(list, order) || scope.isSearched()) {
            return grants.slice(list, order, walk, rows);
        }
        Cursor after = walk.after();
        List<String> key = after == null ? Collections.nCopies(order.width(), "") : after.key();
        RowMapper<Grant> grant = grants.rows(scope);
        List<Placed> read = grants.from(statement(order), scope, order, key.subList(0, order.width()), rows)
                .query((row, index) -> new Placed(grant.mapRow(row, index), row.getString("sort_name")))
                .list();
        Cursor next = read.size() < rows ? null : read.getLast().place(order);
        return walk.through(
                scope.all(), new Slice<>(read.stream().map(Placed::grant).toList(), next));
    }

    /// @param name what its account is sorted by
    private record Placed(Grant grant, String name) {
        /// Of the place only the account counts. What lies before it is left open: nobody pages through slices.
        Cursor place(GrantOrder order) {
            Stream<String> account = Stream.of(
                    name,
                    grant.holder().account().id(),
                    grant.integration().id().value().toString(),
                    grant.holder().account().type());
            return new Cursor(Stream.concat(account, Stream.generate(() -> ""))
                    .limit(order.place())
                    .toList());
        }
    }
}
