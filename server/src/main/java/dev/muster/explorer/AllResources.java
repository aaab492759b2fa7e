package dev.muster.explorer;

import dev.muster.api.Keyset;
import dev.muster.api.NameOrder;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.Key;
import dev.muster.explorer.AllResourceTypes.Typed;
import dev.muster.integration.Integration;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Stub;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The resources of all applications, by name. Runs in the caller's tenant transaction.
@Component
class AllResources {
    private static final int ORDER = 4;

    /// Columns of its cursors.
    static final int COLUMNS = ORDER + Keyset.COUNT;

    private static final String LISTED = """
             from resource r
            where r.tenant_id = :tenant and r.integration_id = s.integration_id
              and holds(r.from_revision, r.to_revision, s.number, :newest)
              and s.integration_id || ' ' || r.type = any (:types)
              and
            """ + SearchText.IN_RESOURCE;
    /// Of each integration no more rows are taken than a page shows of all of them.
    private static final String LISTS = """
            select p.*,
                   (select count(*) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = p.integration_id
                       and g.resource_type = p.type and g.resource_id = p.external_id
                       and holds(g.from_revision, g.to_revision, p.number, :newest)) as grants
              from (select s.integration_id, s.number, r.type, r.external_id, r.name, r.sort_name, r.attributes
                      from unnest(:integrations, :revisions) as s (integration_id, number)
                     cross join lateral (
                           select r.type, r.external_id, r.name, r.sort_name, r.attributes::text as attributes
            """ + LISTED + """
                              and (%3$s
                                      r.sort_name %1$s= :afterName
                                  and (r.sort_name, s.integration_id::text, r.type, r.external_id)
                                      %1$s (:afterName, :afterIntegration, :afterType, :afterId))
                            order by r.sort_name %2$s, r.type %2$s, r.external_id %2$s
                            limit :limit) r
                     order by r.sort_name %2$s, s.integration_id::text %2$s, r.type %2$s, r.external_id %2$s
                     limit :limit) p
             order by p.sort_name %2$s, p.integration_id::text %2$s, p.type %2$s, p.external_id %2$s
            """;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String LEADS = """
            select r.sort_name, s.integration_id, r.type, r.external_id
              from unnest(:integrations, :revisions) as s (integration_id, number)
             cross join lateral (
                   select r.type, r.external_id, r.sort_name
            """ + LISTED + """
                      and r.sort_name %1$s :afterName
                      and (r.sort_name, s.integration_id::text, r.type, r.external_id)
                          %1$s (:afterName, :afterIntegration, :afterType, :afterId)
                    order by r.sort_name %2$s, r.type %2$s, r.external_id %2$s
                    limit :limit + 1) r
             order by r.sort_name %2$s, s.integration_id::text %2$s, r.type %2$s, r.external_id %2$s
            offset :limit limit 1
            """;
    private static final String PAGE = NameOrder.UP.following(LISTS);
    private static final String PAGE_REVERSED = NameOrder.DOWN.following(LISTS);
    private static final String BEFORE = NameOrder.UP.leadingTo(LEADS);
    private static final String BEFORE_REVERSED = NameOrder.DOWN.leadingTo(LEADS);
    private static final String COUNT = """
            select count(*)
              from unnest(:integrations, :revisions) as s (integration_id, number)
             cross join lateral (select 1
            """ + LISTED + ") r";

    private final JdbcClient db;

    AllResources(JdbcClient db) {
        this.db = db;
    }

    /// @param grants how many are held on it
    record Listed(Integration integration, Key key, String name, Stub stub, long grants) {}

    private record Placed(Listed listed, List<String> place) {}

    /// Types as the lists take them: `integration type`.
    static List<String> keys(List<Typed> types) {
        return types.stream().map(type -> type.id() + " " + type.type()).toList();
    }

    /// At most `limit` rows of a walk, and where they lie in the whole list.
    ///
    /// @param types as `integration type`; what is not among them is left out
    Stretch<Listed> stretch(
            PeopleState state, List<String> types, SearchText search, NameOrder order, PeopleWalk walk, int limit) {
        Stretch<Placed> stretch =
                list(state, types, search, order).stretch(walk.after(), limit, () -> count(state, types, search));
        return walk.through(state, stretch.map(Placed::listed), COLUMNS);
    }

    /// The same for those who walk through the whole list.
    Slice<Listed> slice(
            PeopleState state, List<String> types, SearchText search, NameOrder order, PeopleWalk walk, int limit) {
        Slice<Placed> slice = list(state, types, search, order).slice(walk.after(), limit);
        return walk.through(state, slice.map(Placed::listed));
    }

    private Keyset<Placed> list(PeopleState state, List<String> types, SearchText search, NameOrder order) {
        boolean up = order == NameOrder.UP;
        return new Keyset<>(
                ORDER,
                Placed::place,
                (key, most) -> from(up ? PAGE : PAGE_REVERSED, state, types, search, key, most)
                        .query((row, index) -> placed(state, row))
                        .list(),
                (key, rows) -> from(up ? BEFORE : BEFORE_REVERSED, state, types, search, key, rows)
                        .query((row, index) -> place(row))
                        .optional());
    }

    /// How many there are.
    long count(PeopleState state, List<String> types, SearchText search) {
        return statement(COUNT, state, types, search).query(Long.class).single();
    }

    private JdbcClient.StatementSpec from(
            String sql, PeopleState state, List<String> types, SearchText search, List<String> key, int limit) {
        return statement(sql, state, types, search)
                .param("first", key.stream().allMatch(String::isEmpty))
                .param("afterName", key.getFirst())
                .param("afterIntegration", key.get(1))
                .param("afterType", key.get(2))
                .param("afterId", key.getLast())
                .param("limit", limit);
    }

    private JdbcClient.StatementSpec statement(String sql, PeopleState state, List<String> types, SearchText search) {
        return state.statement(db, sql)
                .param("types", types.toArray(String[]::new))
                .param("pattern", search.pattern());
    }

    private static Placed placed(PeopleState state, ResultSet row) throws SQLException {
        var listed = new Listed(
                state.integration(row.getObject("integration_id", UUID.class)),
                new Key(row.getString("type"), row.getString("external_id")),
                row.getString("name"),
                Stub.of(Attributes.parse(row.getString("attributes"))),
                row.getLong("grants"));
        return new Placed(listed, place(row));
    }

    private static List<String> place(ResultSet row) throws SQLException {
        return List.of(
                row.getString("sort_name"),
                row.getString("integration_id"),
                row.getString("type"),
                row.getString("external_id"));
    }
}
