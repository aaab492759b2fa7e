package dev.muster.ledger;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Change.ByRecord;
import dev.muster.ledger.Change.Content;
import dev.muster.ledger.Change.Kind;
import dev.muster.ledger.Change.Named;
import dev.muster.ledger.Change.Way;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What changed from one revision to another, revision by revision: who was let in on Monday and out on Tuesday is
/// told twice, though both ends of the week look the same. Applied to the earlier revision, oldest first, the changes
/// give the later one.
@Component
public class Changes {
    /// Columns that a list of changes is ordered by, which are unique, and how many changes lie before the place.
    public static final int COLUMNS = 8;

    private static final String COUNTS = """
            select t.kind, sum(t.added) as added, sum(t.removed) as removed, sum(t.changed) as changed
              from revision v
             cross join jsonb_to_recordset(v.changes) as t (kind text, added bigint, removed bigint, changed bigint)
             where v.tenant_id = :tenant and v.integration_id = :integration
               and v.number > :earlier and v.number <= :later
             group by t.kind
            """;
    /// Newest first. An entry of the audit trail fits when it is about the same account or resource, or about both
    /// that a grant or a link names: by its own words, or by a reference that was added or removed. One that tells
    /// of references alone does not explain another name. It was made after the run before began to read, and
    /// before this revision was published; the latest such entry counts.
    private static final String PAGE = """
            with page as (
                select v.number, v.run, v.published_at, c.*,
                       (select s.started_at
                          from revision b
                          join sync_run s on s.tenant_id = :tenant and s.integration_id = :integration and s.number = b.run
                         where b.tenant_id = :tenant and b.integration_id = :integration and b.number = v.number - 1) as since
                  from revision v
                 cross join lateral revision_changes(:tenant, :integration, v.number) c
                 where v.tenant_id = :tenant and v.integration_id = :integration
                   and v.number > :earlier and v.number <= :later and v.number <= :afterRevision
                   and (:kind = '' or c.kind = :kind)
                   and (:way = ''
                        or :way = case when c.began then 'granted' when c.ended then 'removed' else 'changed' end)
                   and (v.number < :afterRevision
                        or (c.kind, c.subject_type, c.subject_id, c.object_type, c.object_id, c.nth)
                           > (:afterKind, :afterSubjectType, :afterSubjectId, :afterObjectType, :afterObjectId, :afterNth))
                 order by v.number desc, c.kind, c.subject_type, c.subject_id, c.object_type, c.object_id, c.nth
                 limit :limit
            )
            select p.number, p.run, p.published_at, p.kind, p.subject_type, p.subject_id, p.object_type, p.object_id, p.nth,
                   p.began, p.ended, jsonb_strip_nulls(p.before) as before, p.before_attributes,
                   jsonb_strip_nulls(p.after) as after, p.after_attributes,
                   coalesce(subject_account.name, subject_resource.name, p.subject_id) as subject_name,
                   coalesce(object_account.name, object_resource.name, p.object_id) as object_name,
                   entry.id, entry.at, entry.action, entry.by_type, entry.by_id, entry.how, entry.attributes,
                   coalesce(actor.name, entry.by_id) as by_name
              from page p
              left join lateral (
                    select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration
                       and a.type = p.subject_type and a.external_id = p.subject_id and a.from_revision <= p.number
                     order by a.from_revision desc limit 1) subject_account on p.kind in ('account', 'grant')
              left join lateral (
                    select r.name from resource r
                     where r.tenant_id = :tenant and r.integration_id = :integration
                       and r.type = p.subject_type and r.external_id = p.subject_id and r.from_revision <= p.number
                     order by r.from_revision desc limit 1) subject_resource on p.kind in ('resource', 'link')
              left join lateral (
                    select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration
                       and a.type = p.object_type and a.external_id = p.object_id and a.from_revision <= p.number
                     order by a.from_revision desc limit 1) object_account on p.kind = 'link'
              left join lateral (
                    select r.name from resource r
                     where r.tenant_id = :tenant and r.integration_id = :integration
                       and r.type = p.object_type and r.external_id = p.object_id and r.from_revision <= p.number
                     order by r.from_revision desc limit 1) object_resource on p.kind in ('grant', 'link')
              left join lateral (
                    select e.*
                      from (values (p.subject_type, p.subject_id, p.object_type, p.object_id),
                                   (p.object_type, p.object_id, p.subject_type, p.subject_id))
                           side (on_type, on_id, other_type, other_id)
                     cross join lateral (
                            select r.id, r.at, r.action, r.by_type, r.by_id, r.how, r.attributes
                              from change_record r
                             where r.tenant_id = :tenant and r.integration_id = :integration
                               and r.on_type = side.on_type and r.on_id = side.on_id
                               and r.at > p.since and r.at <= p.published_at
                               and (r.about_type = side.other_type and r.about_id = side.other_id
                                    or r.about_id is null
                                       and ((side.other_id = '' or p.kind = 'grant' and side.other_type = :whole)
                                            and (select not coalesce(bool_or(said like '%.added' or said like '%.removed'),
                                                                     false)
                                                        or bool_or(said like 'field.%')
                                                   from jsonb_object_keys(r.attributes) said)
                                            or exists (
                                                   select 1 from jsonb_each_text(r.attributes) said
                                                    where (said.key like '%.added' or said.key like '%.removed')
                                                      and side.other_id = any (string_to_array(said.value, ',')))))
                             order by r.at desc, r.id desc limit 1) e
                     order by e.at desc, e.id desc limit 1) entry on true
              left join lateral (
                    select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration
                       and a.type = entry.by_type and a.external_id = entry.by_id and a.from_revision <= p.number
                     order by a.from_revision desc limit 1) actor on true
             order by p.number desc, p.kind, p.subject_type, p.subject_id, p.object_type, p.object_id, p.nth
            """;
    private static final String RECORDED = """
            select exists (select 1 from change_record r
                            where r.tenant_id = :tenant and r.integration_id = :integration)
            """;

    private final TenantTransactions transactions;
    private final Catalogue catalogue;
    private final JdbcClient db;

    Changes(TenantTransactions transactions, Catalogue catalogue, JdbcClient db) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.db = db;
    }

    /// How much of one kind came, went and changed.
    public record Count(long added, long removed, long changed) {
        /// How much changed in one way, in each for none.
        public long of(@Nullable Way way) {
            return switch (way) {
                case null -> added + removed + changed;
                case GRANTED -> added;
                case REMOVED -> removed;
                case CHANGED -> changed;
            };
        }
    }

    /// Which changes are asked for.
    ///
    /// @param kind none for all
    /// @param way  none for all
    public record Wanted(@Nullable Kind kind, @Nullable Way way) {
        public static final Wanted ALL = new Wanted(null, null);
    }

    /// How much changed; kinds of which nothing did are left out.
    public Map<Kind, Count> counts(Difference difference) {
        return transactions.read(difference.later().tenant(), () -> {
            Map<Kind, Count> counts = new EnumMap<>(Kind.class);
            difference.statement(db, COUNTS).query(row -> {
                counts.put(
                        Kind.of(row.getString("kind")),
                        new Count(row.getLong("added"), row.getLong("removed"), row.getLong("changed")));
            });
            return counts;
        });
    }

    /// Whether the application has an audit trail of its own that was read: without one, nobody can be named, and
    /// nothing be missing there.
    public boolean areRecorded(Difference difference) {
        return transactions.read(
                difference.later().tenant(),
                () -> difference.statement(db, RECORDED).query(Boolean.class).single());
    }

    /// How many changes lie before a place.
    ///
    /// @param after none for the beginning
    /// @throws InvalidInput about `after` when it is not from this list
    public static long before(@Nullable Cursor after) {
        return after == null ? 0 : Math.max(0, number(after.key().getLast()));
    }

    /// At most `limit` changes after a place, those that the newest revision saw first.
    ///
    /// @throws InvalidInput about `after` when it is not from this list
    public Slice<Change> slice(Difference difference, Wanted wanted, @Nullable Cursor after, int limit) {
        List<String> start = after == null ? first(difference) : after.key();
        long before = before(after);
        return transactions.read(difference.later().tenant(), () -> {
            List<Placed> rows = difference
                    .statement(db, PAGE)
                    .param("kind", wanted.kind() == null ? "" : wanted.kind().id())
                    .param("way", wanted.way() == null ? "" : wanted.way().id())
                    .param("afterRevision", number(start.getFirst()))
                    .param("afterKind", start.get(1))
                    .param("afterSubjectType", start.get(2))
                    .param("afterSubjectId", start.get(3))
                    .param("afterObjectType", start.get(4))
                    .param("afterObjectId", start.get(5))
                    .param("afterNth", start.get(6))
                    // What is held on the application as a whole is filed under the account alone.
                    .param("whole", application(difference).whole())
                    .param("limit", limit + 1)
                    .query((row, index) -> new Placed(change(row), place(row, before + index + 1)))
                    .list();
            return Slice.of(rows, limit, Placed::place).map(Placed::change);
        });
    }

    private Description application(Difference difference) {
        return catalogue.describe(difference.later().integration());
    }

    private record Placed(Change change, Cursor place) {}

    /// Before every change: the empty text comes before every kind.
    private static List<String> first(Difference difference) {
        return IntStream.range(0, COLUMNS)
                .mapToObj(column ->
                        column == 0 ? String.valueOf(difference.later().number()) : "")
                .toList();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException tampered) {
            throw Cursor.foreign();
        }
    }

    private static Cursor place(ResultSet row, long before) throws SQLException {
        return Cursor.of(
                row.getString("number"),
                row.getString("kind"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("nth"),
                String.valueOf(before));
    }

    private static Change change(ResultSet row) throws SQLException {
        Kind kind = Kind.of(row.getString("kind"));
        return new Change(
                row.getInt("number"),
                row.getInt("run"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                kind,
                named(row, "subject"),
                row.getString("object_id").isEmpty() ? null : named(row, "object"),
                kind == Kind.LINK ? row.getString("nth") : "",
                row.getBoolean("began") ? null : content(row, "before"),
                row.getBoolean("ended") ? null : content(row, "after"),
                row.getString("id") == null ? null : record(row));
    }

    private static Named named(ResultSet row, String part) throws SQLException {
        return new Named(
                new Key(row.getString(part + "_type"), row.getString(part + "_id")), row.getString(part + "_name"));
    }

    private static Content content(ResultSet row, String side) throws SQLException {
        return new Content(
                Attributes.parse(row.getString(side)), Attributes.parse(row.getString(side + "_attributes")));
    }

    private static ByRecord record(ResultSet row) throws SQLException {
        return new ByRecord(
                row.getString("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                row.getString("by_id") == null ? null : named(row, "by"),
                row.getString("how"),
                Attributes.parse(row.getString("attributes")));
    }
}
