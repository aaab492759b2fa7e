package dev.muster.difference;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Sighting.Count;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Difference;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    public static final int COLUMNS = 9;

    private static final String COUNTS = """
            select t.kind, sum(t.added) as added, sum(t.removed) as removed, sum(t.changed) as changed
              from revision v
             cross join jsonb_to_recordset(v.changes) as t (kind text, added bigint, removed bigint, changed bigint)
             where v.tenant_id = :tenant and v.integration_id = :integration
               and v.number > :earlier and v.number <= :later
             group by t.kind
            """;
    private static final String RECORDED = """
            select exists (select 1 from change_record r
                            where r.tenant_id = :tenant and r.integration_id = :integration)
            """;

    private final TenantTransactions transactions;
    private final Sightings sightings;
    private final Catalogue catalogue;
    private final JdbcClient db;

    Changes(TenantTransactions transactions, Sightings sightings, Catalogue catalogue, JdbcClient db) {
        this.transactions = transactions;
        this.sightings = sightings;
        this.catalogue = catalogue;
        this.db = db;
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

    /// Every revision that saw any of what is asked for, and how much: those of the newest first. Runs in the
    /// caller's tenant transaction.
    ///
    /// @param differences of integrations of one tenant, at most one of each
    public List<Sighting> sightings(List<Difference> differences, Wanted wanted) {
        return sightings.of(differences, wanted);
    }

    /// How many changes lie before a place.
    ///
    /// @param after none for the beginning
    /// @throws InvalidInput about `after` when it is not from this list
    public static long before(@Nullable Cursor after) {
        return after == null ? 0 : Math.max(0, number(after.key().getLast()));
    }

    /// At most `limit` changes of one integration after a place, those that the newest revision saw first.
    ///
    /// @throws InvalidInput about `after` when it is not from this list
    public Slice<Change> slice(Difference difference, Wanted wanted, @Nullable Cursor after, int limit) {
        return transactions.read(
                difference.later().tenant(),
                () -> slice(sightings.of(List.of(difference), wanted), wanted, after, limit));
    }

    /// At most `limit` changes after a place, in the order of the revisions that saw them. Runs in the caller's
    /// tenant transaction.
    ///
    /// @param seen what [#sightings] answered to the same question
    /// @throws InvalidInput about `after` when it is not from this list
    public Slice<Change> slice(List<Sighting> seen, Wanted wanted, @Nullable Cursor after, int limit) {
        List<Sighting> read = reach(seen, wanted, after, limit + 1);
        if (read.isEmpty()) {
            return new Slice<>(List.of(), null);
        }
        List<String> place = after == null ? Collections.nCopies(COLUMNS, "") : after.key();
        long before = before(after);
        Map<UUID, Integration> integrations = new HashMap<>();
        read.forEach(sighting -> {
            Integration integration = sighting.difference().later().integration();
            integrations.put(integration.id().value(), integration);
        });
        List<Placed> rows = wanted.in(ChangeStatements.aboutSeen(read, db, ChangeStatements.PAGE))
                .param("way", wanted.way() == null ? "" : wanted.way().id())
                .param("afterKind", place.get(2))
                .param("afterSubjectType", place.get(3))
                .param("afterSubjectId", place.get(4))
                .param("afterObjectType", place.get(5))
                .param("afterObjectId", place.get(6))
                .param("afterNth", place.get(7))
                // What is held on the application as a whole is filed under the account alone.
                .param("wholes", read.stream().map(this::whole).toArray(String[]::new))
                .param("limit", limit + 1)
                .query((row, index) -> new Placed(change(row, integrations), place(row, before + index + 1)))
                .list();
        return Slice.of(rows, limit, Placed::place).map(Placed::change);
    }

    private String whole(Sighting sighting) {
        return catalogue.describe(sighting.difference().later().integration()).whole();
    }

    /// The revisions that have the next so many rows: from the one that a place is in, of which nobody knows how
    /// much is left.
    private static List<Sighting> reach(List<Sighting> seen, Wanted wanted, @Nullable Cursor after, int rows) {
        int begin = after == null ? 0 : position(seen, after);
        List<Sighting> reach = new ArrayList<>();
        long sure = 0;
        for (Sighting sighting : seen.subList(begin, seen.size())) {
            if (sure >= rows) {
                break;
            }
            sure += reach.isEmpty() && after != null ? 0 : sighting.count().of(wanted.way());
            reach.add(sighting);
        }
        return reach;
    }

    private static int position(List<Sighting> seen, Cursor after) {
        return IntStream.range(0, seen.size())
                .filter(i ->
                        seen.get(i).isOf(after.key().getFirst(), after.key().get(1)))
                .findFirst()
                .orElseThrow(Cursor::foreign);
    }

    private record Placed(Change change, Cursor place) {}

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException tampered) {
            throw Cursor.foreign();
        }
    }

    private static Cursor place(ResultSet row, long before) throws SQLException {
        return Cursor.of(
                row.getString("integration_id"),
                row.getString("number"),
                row.getString("kind"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("nth"),
                String.valueOf(before));
    }

    private static Change change(ResultSet row, Map<UUID, Integration> integrations) throws SQLException {
        Kind kind = Kind.of(row.getString("kind"));
        return new Change(
                Objects.requireNonNull(integrations.get(row.getObject("integration_id", UUID.class))),
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
