package dev.muster.changes;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Difference;
import dev.muster.rights.UnreadData;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Source;
import dev.muster.source.Source.Seen;
import dev.muster.source.Sources;
import dev.muster.source.Told;
import dev.muster.tenant.TenantAccess;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells where what came, what changed and what went was read. Runs in the caller's tenant transaction.
@Component
class ChangeSources {
    /// What came or changed begins with the revision that saw it, and what went ended there.
    private static final String TOLD = """
            select k.place, f.feed, f.record_id, b.number as since_revision, b.run as since_run, b.published_at as since,
                   b.number = (select min(m.number) from revision m
                                where m.tenant_id = :tenant and m.integration_id = :integration) as seen_first,
                   l.number as last_revision, l.run as last_run, l.published_at as last
              from unnest(:places, cast(:kinds as text[]), cast(:subjectTypes as text[]), cast(:subjects as text[]),
                          cast(:objectTypes as text[]), cast(:objects as text[]), cast(:values as text[]),
                          cast(:throughs as text[]), :revisions, :gone)
                   as k (place, kind, subject_type, subject_id, object_type, object_id, value, through, revision, gone)
             cross join lateral (
                   select a.feed, a.external_id as record_id, a.from_revision, a.to_revision
                     from account a
                    where k.kind = 'account' and a.tenant_id = :tenant and a.integration_id = :integration
                      and a.type = k.subject_type and a.external_id = k.subject_id
                      and case when k.gone then a.to_revision = k.revision else a.from_revision = k.revision end
                   union all
                   select r.feed, r.external_id, r.from_revision, r.to_revision
                     from resource r
                    where k.kind = 'resource' and r.tenant_id = :tenant and r.integration_id = :integration
                      and r.type = k.subject_type and r.external_id = k.subject_id
                      and case when k.gone then r.to_revision = k.revision else r.from_revision = k.revision end
                   union all
                   select g.feed, g.record_id, g.from_revision, g.to_revision
                     from access_grant g
                    where k.kind = 'grant' and g.tenant_id = :tenant and g.integration_id = :integration
                      and g.account_type = k.subject_type and g.account_id = k.subject_id
                      and g.resource_type = k.object_type and g.resource_id = k.object_id
                      and g.value = k.value and g.through = k.through
                      and case when k.gone then g.to_revision = k.revision else g.from_revision = k.revision end
                   union all
                   select l.feed, l.record_id, l.from_revision, l.to_revision
                     from link l
                    where k.kind = 'link' and l.tenant_id = :tenant and l.integration_id = :integration
                      and l.from_type = k.subject_type and l.from_id = k.subject_id and l.relation = k.value
                      and l.to_type = k.object_type and l.to_id = k.object_id
                      and case when k.gone then l.to_revision = k.revision else l.from_revision = k.revision end) f
              join revision b
                on b.tenant_id = :tenant and b.integration_id = :integration and b.number = f.from_revision
              left join revision l
                on l.tenant_id = :tenant and l.integration_id = :integration and l.number = f.to_revision - 1
            """;

    private final JdbcClient db;
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final IntegrationHeads heads;

    ChangeSources(JdbcClient db, Catalogue catalogue, UnreadData unread, IntegrationHeads heads) {
        this.db = db;
        this.catalogue = catalogue;
        this.unread = unread;
        this.heads = heads;
    }

    /// @param last what showed the fact last; none while it holds
    private record Known(Told told, @Nullable Last last) {}

    private record Last(int revision, int run, Instant at) {}

    /// By the place of each change in the list; of one whose facts were folded away by retention there is nothing.
    ///
    /// @param changes of one integration
    Map<Integer, Source> of(TenantAccess access, List<Change> changes, Difference difference) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        Description application = catalogue.describe(difference.later().integration());
        var sources = new Sources(
                application,
                difference.later(),
                unread.of(difference.later(), application),
                heads,
                Addresses.of(access, difference.later().integration()));
        Map<Integer, Source> found = new HashMap<>();
        known(changes, difference).forEach((place, known) -> {
            Change change = changes.get(place);
            found.put(place, source(sources, change, known));
        });
        return found;
    }

    private static Source source(Sources sources, Change change, Known known) {
        Named object = change.object();
        Key[] parts = object == null
                ? new Key[] {change.subject().key()}
                : new Key[] {object.key(), change.subject().key()};
        Source now = sources.of(known.told(), parts);
        Last last = known.last();
        if (last == null || last.revision() >= sources.revision().number()) {
            return now;
        }
        Seen seen = sources.seen(last.revision(), last.run(), last.at());
        return new Source(now.feed(), now.record(), now.first(), now.atFirstLook(), seen, "");
    }

    private Map<Integer, Known> known(List<Change> changes, Difference difference) {
        Map<Integer, Known> known = new HashMap<>();
        difference
                .statement(db, TOLD)
                .param(
                        "places",
                        Stream.iterate(0, i -> i + 1).limit(changes.size()).toArray(Integer[]::new))
                .param("kinds", each(changes, change -> change.kind().id()))
                .param(
                        "subjectTypes",
                        each(changes, change -> change.subject().key().type()))
                .param(
                        "subjects",
                        each(changes, change -> change.subject().key().id()))
                .param("objectTypes", each(changes, change -> object(change).type()))
                .param("objects", each(changes, change -> object(change).id()))
                .param("values", each(changes, ChangeSources::value))
                .param("throughs", each(changes, change -> field(change, "through")))
                .param("revisions", changes.stream().map(Change::revision).toArray(Integer[]::new))
                .param(
                        "gone",
                        changes.stream()
                                .map(change -> change.way() == Way.REMOVED)
                                .toArray(Boolean[]::new))
                .query(row -> {
                    known.put(row.getInt("place"), new Known(Told.of(row), last(row)));
                });
        return known;
    }

    private static String[] each(List<Change> changes, Function<Change, String> text) {
        return changes.stream().map(text).toArray(String[]::new);
    }

    private static Key object(Change change) {
        Named object = change.object();
        return object == null ? change.subject().key() : object.key();
    }

    private static String value(Change change) {
        return change.relation().isEmpty() ? field(change, "value") : change.relation();
    }

    private static String field(Change change, String name) {
        Content content = change.way() == Way.REMOVED ? change.before() : change.after();
        return content == null ? "" : content.fields().getOrDefault(name, "");
    }

    private static @Nullable Last last(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("last", OffsetDateTime.class);
        return at == null ? null : new Last(row.getInt("last_revision"), row.getInt("last_run"), at.toInstant());
    }
}
