package dev.muster.resource;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.Parameters;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.problem.InvalidInput;
import dev.muster.rights.HeldLevels;
import dev.muster.source.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who holds something on a resource, whoever holds a privileged level first, then by level, the strongest first,
/// then by name. What comes and goes by itself is told by [Answering]. Runs in the caller's tenant transaction.
@Component
class HolderList {
    private static final int ORDER = 6;
    /// Begins a value that the connector made up where the application told none.
    static final String MADE_UP = "(";
    /// Columns of its cursors.
    static final int COLUMNS = ORDER + Keyset.COUNT;

    /// Nobody on any duty, and no more than the weakest level in any group that owns something: who may be looked
    /// for in vain when something happens.
    private static final String DUTYLESS = """
            (not :dutyless
                or not exists (
                       select 1 from access_grant d
                        where d.tenant_id = :tenant and d.integration_id = :integration
                          and d.account_type = g.account_type and d.account_id = g.account_id
                          and d.resource_type = any (:duties)
                          and holds(d.from_revision, d.to_revision, :revision, :newest))
                   and not exists (
                       select 1 from access_grant m
                        where m.tenant_id = :tenant and m.integration_id = :integration
                          and m.account_type = g.account_type and m.account_id = g.account_id
                          and m.resource_type = any (:groups) and m.value <> all (:weakest)
                          and holds(m.from_revision, m.to_revision, :revision, :newest)
                          and exists (
                              select 1 from link o
                               where o.tenant_id = :tenant and o.integration_id = :integration
                                 and o.from_type = m.resource_type and o.from_id = m.resource_id
                                 and o.relation = :owns
                                 and holds(o.from_revision, o.to_revision, :revision, :newest))))
            """;
    private static final String LISTED = """
              from access_grant g
              left join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = g.account_type and a.external_id = g.account_id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = :type and g.resource_id = :id and g.feed <> all (:restless)
               and holds(g.from_revision, g.to_revision, :revision, :newest)
               and
            """ + DUTYLESS + """
               and
            """ + SearchText.IN_ACCOUNT;
    private static final String LEVELS = "select g.value, count(*) as grants" + LISTED + """
             group by g.value
             order by g.value
            """;
    private static final String PLACE = """
            coalesce(array_position(cast(:order as text[]), g.value), cardinality(:order) + 1) as rank,
                   coalesce(a.sort_name, search_fold(g.account_id)) as sort_name,
                   g.account_type, g.account_id, g.value, g.through
            """;
    private static final String KEY = """
               and (:level = '' or g.value = :level)
               and (coalesce(array_position(cast(:order as text[]), g.value), cardinality(:order) + 1),
                    coalesce(a.sort_name, search_fold(g.account_id)), g.account_type, g.account_id, g.value, g.through)
            """;
    private static final String AFTER = """
            (:afterRank, :afterName, :afterType, :afterId, :afterValue, :afterThrough)
            """;
    private static final String PAGE = """
            select g.*, w.level as base, v.number as since_revision, v.run as since_run, v.published_at as since,
                   v.number = (select min(b.number) from revision b
                                where b.tenant_id = :tenant and b.integration_id = :integration) as seen_first
              from (select g.integration_id, g.resource_type, g.resource_id, g.from_revision, g.feed, g.record_id,
                           coalesce(g.attributes ->> 'last_used', '') as last_used,
                           coalesce(a.name, g.account_id) as name, coalesce(a.email, '') as email,
                           coalesce(a.state, 'absent') as state, coalesce(a.kind, 'unknown') as kind,
            """ + PLACE + LISTED + KEY + ">" + AFTER + """
                     order by rank, sort_name, g.account_type, g.account_id, g.value, g.through
                     limit :limit) g
             cross join lateral (
                   select string_agg(b.value, chr(31) order by b.value collate "C") as level
                     from access_grant b
                    where b.tenant_id = :tenant and b.integration_id = :integration
                      and b.account_type = g.account_type and b.account_id = g.account_id
                      and b.resource_type = :whole
                      and holds(b.from_revision, b.to_revision, :revision, :newest)) w
              join revision v
                on v.tenant_id = :tenant and v.integration_id = :integration and v.number =
            """ + Told.BEGAN + """
             order by g.rank, g.sort_name, g.account_type, g.account_id, g.value, g.through
            """;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String PAGE_BEFORE = "select " + PLACE + LISTED + KEY + "<=" + AFTER + """
             order by rank desc, sort_name desc, g.account_type desc, g.account_id desc, g.value desc, g.through desc
            offset :limit limit 1
            """;

    private final PerRevision<Map<String, Long>> counted = new PerRevision<>();
    private final JdbcClient db;

    HolderList(JdbcClient db) {
        this.db = db;
    }

    /// Who is asked for.
    ///
    /// @param level    the raw value that is held; empty for all
    /// @param dutyless whether only those who are called for nothing
    record Wanted(SearchText search, String level, boolean dutyless) {}

    /// Somebody and what is held.
    ///
    /// @param state    `active`, `invited` or `absent`
    /// @param kind     `human`, `service` or `unknown`
    /// @param value    the raw value of the level
    /// @param base     raw values of the levels on the application as a whole
    /// @param lastUsed day on which it was last used; empty when nobody tells
    record Holder(
            Key account,
            String name,
            String email,
            String state,
            String kind,
            String value,
            List<String> base,
            String lastUsed,
            Told told) {
        Holder {
            base = List.copyOf(base);
        }
    }

    /// One question about one resource.
    private record Question(Key resource, Wanted wanted) {}

    private record Placed(Holder holder, List<String> key) {}

    /// How often each level is held, by its raw value, whatever level is asked for.
    Map<String, Long> levels(Revision revision, Description application, Key resource, Wanted wanted) {
        if (!wanted.search().value().isEmpty()) {
            return count(revision, application, resource, wanted);
        }
        var question = new Question(resource, new Wanted(wanted.search(), "", wanted.dutyless()));
        return counted.of(revision, question, () -> count(revision, application, resource, wanted));
    }

    private Map<String, Long> count(Revision revision, Description application, Key resource, Wanted wanted) {
        Map<String, Long> levels = new HashMap<>();
        statement(revision, application, resource, wanted, LEVELS).query(row -> {
            levels.put(row.getString("value"), row.getLong("grants"));
        });
        return Map.copyOf(levels);
    }

    /// At most `limit` of them after a place, and where they lie in the whole list.
    Stretch<Holder> stretch(
            Revision revision,
            Description application,
            Key resource,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        return list(revision, application, resource, wanted)
                .stretch(after, limit, () -> found(levels(revision, application, resource, wanted), wanted))
                .map(Placed::holder);
    }

    /// The same for those who walk through the whole list.
    Slice<Holder> slice(
            Revision revision,
            Description application,
            Key resource,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        return list(revision, application, resource, wanted).slice(after, limit).map(Placed::holder);
    }

    /// A level that nobody knows there and nobody holds is a mistake, and no empty list.
    ///
    /// @throws InvalidInput about `level`
    void requireKnownLevel(Revision revision, Description application, Key resource, Wanted wanted) {
        if (!wanted.level().isEmpty()) {
            var whole = new Wanted(new SearchText(""), "", wanted.dutyless());
            List<String> known = Stream.concat(
                            application.levels(resource.type()).stream().map(Entitlement::value),
                            levels(revision, application, resource, whole).keySet().stream())
                    .toList();
            if (!known.contains(wanted.level())) {
                throw new InvalidInput(Map.of("level", Parameters.unknown("level", wanted.level(), known)));
            }
        }
    }

    private Keyset<Placed> list(Revision revision, Description application, Key resource, Wanted wanted) {
        return new Keyset<>(
                ORDER,
                Placed::key,
                (key, most) -> from(revision, application, resource, wanted, PAGE, key, most)
                        .query((row, index) -> new Placed(holder(row), key(row)))
                        .list(),
                (key, rows) -> from(revision, application, resource, wanted, PAGE_BEFORE, key, rows)
                        .query((row, index) -> key(row))
                        .optional());
    }

    /// How many there are of those levels.
    static long found(Map<String, Long> levels, Wanted wanted) {
        return wanted.level().isEmpty()
                ? levels.values().stream().mapToLong(Long::longValue).sum()
                : levels.getOrDefault(wanted.level(), 0L);
    }

    private JdbcClient.StatementSpec from(
            Revision revision,
            Description application,
            Key resource,
            Wanted wanted,
            String sql,
            List<String> key,
            int limit) {
        return statement(revision, application, resource, wanted, sql)
                .param("level", wanted.level())
                .param("whole", application.whole())
                .param("order", order(application, resource.type()))
                .param("afterRank", rank(key.getFirst()))
                .param("afterName", key.get(1))
                .param("afterType", key.get(2))
                .param("afterId", key.get(3))
                .param("afterValue", key.get(4))
                .param("afterThrough", key.get(5))
                .param("limit", limit);
    }

    private JdbcClient.StatementSpec statement(
            Revision revision, Description application, Key resource, Wanted wanted, String sql) {
        return revision.statement(db, sql)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("restless", application.restless().toArray(String[]::new))
                .param("pattern", wanted.search().pattern())
                .param("dutyless", wanted.dutyless())
                .param("duties", application.types(Part.DUTY).toArray(String[]::new))
                .param("groups", application.types(Part.GROUP).toArray(String[]::new))
                .param("weakest", weakest(application).map(Entitlement::value).toArray(String[]::new))
                .param("owns", AccessRules.OWNS);
    }

    /// The levels in groups below which there is none, where some are stronger. What nobody told may be any.
    static Stream<Entitlement> weakest(Description application) {
        return application.types(Part.GROUP).stream().flatMap(type -> {
            List<Entitlement> levels = application.levels(type).stream()
                    .filter(level -> !level.value().startsWith(MADE_UP))
                    .toList();
            return levels.isEmpty()
                    ? Stream.of()
                    : levels.stream()
                            .filter(level -> level.rank() < levels.getFirst().rank())
                            .filter(level -> level.rank() == levels.getLast().rank());
        });
    }

    /// Privileged ones first, each part the strongest first.
    private static String[] order(Description application, String type) {
        List<Entitlement> levels = application.levels(type);
        return Stream.concat(
                        levels.stream().filter(Entitlement::privileged),
                        levels.stream().filter(level -> !level.privileged()))
                .map(Entitlement::value)
                .toArray(String[]::new);
    }

    private static int rank(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException tampered) {
            throw Cursor.foreign();
        }
    }

    private static List<String> key(ResultSet row) throws SQLException {
        return List.of(
                row.getString("rank"),
                row.getString("sort_name"),
                row.getString("account_type"),
                row.getString("account_id"),
                row.getString("value"),
                Objects.requireNonNullElse(row.getString("through"), ""));
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                new Key(row.getString("account_type"), row.getString("account_id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("state"),
                row.getString("kind"),
                row.getString("value"),
                HeldLevels.of(row.getString("base")),
                row.getString("last_used"),
                Told.of(row));
    }
}
