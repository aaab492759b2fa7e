package dev.muster.difference;

import dev.muster.difference.Sighting.Count;
import dev.muster.ledger.Difference;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Says of every revision between two states how much of what is asked for it saw, so that a list of changes is
/// counted without being read, and a page of it reads only the revisions that have rows on it. Runs in the caller's
/// tenant transaction.
///
/// What every revision changed was counted when it was published. What levels or a search narrow is counted when it
/// is first asked for and remembered, as a revision never changes.
@Component
class Sightings {
    private static final String STORED = """
            select s.integration_id, v.number, v.published_at, sum(t.added) as added, sum(t.removed) as removed,
                   sum(t.changed) as changed
              from unnest(:integrations, :earlier, :later) as s (integration_id, earlier, later)
              join revision v
                on v.tenant_id = :tenant and v.integration_id = s.integration_id
               and v.number > s.earlier and v.number <= s.later
             cross join jsonb_to_recordset(v.changes) as t (kind text, added bigint, removed bigint, changed bigint)
             where :kind = '' or t.kind = :kind
             group by s.integration_id, v.number, v.published_at
            """;
    private static final String COUNTED = ChangeStatements.NAMED + """
            select s.integration_id, s.number, count(*) filter (where c.began) as added,
                   count(*) filter (where c.ended) as removed,
                   count(*) filter (where not c.began and not c.ended) as changed
              from unnest(:seenBy, :numbers) as s (integration_id, number)
             cross join lateral revision_changes(:tenant, s.integration_id, s.number) c
             where
            """ + ChangeStatements.IS_LET_THROUGH + """
             group by s.integration_id, s.number
            """;
    private static final int REMEMBERED = 50_000;

    private final JdbcClient db;
    private final PerRevision<Count> counted = new PerRevision<>(REMEMBERED, count -> 1);

    Sightings(JdbcClient db) {
        this.db = db;
    }

    /// Those that saw any of it, newest first; of one integration in the order of its revisions, whatever the
    /// clocks of the servers said that published them.
    List<Sighting> of(List<Difference> differences, Wanted wanted) {
        List<Difference> told = differences.stream()
                .filter(difference ->
                        difference.earlier().number() < difference.later().number())
                .toList();
        if (told.isEmpty()) {
            return List.of();
        }
        List<Sighting> stored = stored(told, wanted);
        return inOrder(wanted.isCounted() ? stored : counted(stored, wanted)).stream()
                .filter(sighting -> sighting.count().of(wanted.way()) > 0)
                .toList();
    }

    private List<Sighting> stored(List<Difference> differences, Wanted wanted) {
        Map<UUID, Difference> known =
                differences.stream().collect(Collectors.toMap(Sightings::id, Function.identity()));
        return wanted.in(ChangeStatements.about(differences, db, STORED))
                .query((row, index) -> new Sighting(
                        Objects.requireNonNull(known.get(row.getObject("integration_id", UUID.class))),
                        row.getInt("number"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant(),
                        count(row)))
                .list();
    }

    private List<Sighting> counted(List<Sighting> stored, Wanted wanted) {
        List<Sighting> unknown = stored.stream()
                .filter(sighting -> counted.known(revision(sighting), question(sighting, wanted)) == null)
                .toList();
        if (!unknown.isEmpty()) {
            count(unknown, wanted);
        }
        return stored.stream()
                .map(sighting -> new Sighting(
                        sighting.difference(),
                        sighting.revision(),
                        sighting.at(),
                        counted.of(
                                revision(sighting),
                                question(sighting, wanted),
                                () -> count(List.of(sighting), wanted))))
                .toList();
    }

    /// @return the count of the first of them
    private Count count(List<Sighting> sightings, Wanted wanted) {
        Map<String, Count> counts = wanted
                .in(ChangeStatements.aboutSeen(sightings, db, COUNTED))
                .query((row, index) ->
                        Map.entry(row.getObject("integration_id", UUID.class) + " " + row.getInt("number"), count(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Count> all = sightings.stream()
                .map(sighting ->
                        counts.getOrDefault(id(sighting.difference()) + " " + sighting.revision(), Count.NOTHING))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            Sighting sighting = sightings.get(i);
            counted.remember(revision(sighting), question(sighting, wanted), all.get(i));
        }
        return all.getFirst();
    }

    private static Object question(Sighting sighting, Wanted wanted) {
        return wanted.question(sighting.difference().later().number());
    }

    private static Revision revision(Sighting sighting) {
        Revision later = sighting.difference().later();
        return new Revision(later.tenant(), later.integration(), sighting.revision(), 0, sighting.at(), false);
    }

    private static List<Sighting> inOrder(List<Sighting> sightings) {
        record Placed(Instant at, Sighting sighting) {}
        List<Placed> placed = new ArrayList<>();
        sightings.stream()
                .collect(Collectors.groupingBy(sighting -> id(sighting.difference())))
                .values()
                .forEach(ofOne -> {
                    Instant soonest = Instant.MAX;
                    for (Sighting sighting : ofOne.stream()
                            .sorted(Comparator.comparing(Sighting::revision).reversed())
                            .toList()) {
                        soonest = sighting.at().isBefore(soonest) ? sighting.at() : soonest;
                        placed.add(new Placed(soonest, sighting));
                    }
                });
        return placed.stream()
                .sorted(Comparator.comparing(Placed::at)
                        .reversed()
                        .thenComparing(one -> id(one.sighting().difference()))
                        .thenComparing(one -> -one.sighting().revision()))
                .map(Placed::sighting)
                .toList();
    }

    private static UUID id(Difference difference) {
        return difference.later().integration().id().value();
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getLong("added"), row.getLong("removed"), row.getLong("changed"));
    }
}
