package dev.muster.home;

import dev.muster.changes.AllChanges;
import dev.muster.connector.Description;
import dev.muster.difference.Sighting.Count;
import dev.muster.home.Areas.Level;
import dev.muster.home.Seats.Seat;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import dev.muster.people.PerState;
import dev.muster.people.Persons.Who;
import dev.muster.people.StateNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The numbers of Home, worked out once for each state of a tenant's data. Runs in the caller's tenant transaction.
@Component
class TenantFigures {
    private static final int MONTH = 30;
    private static final int QUARTER = 90;
    /// Nothing is known of the days before, as nobody had looked.
    private static final String BEGAN = """
            select min(v.published_at)
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join revision v
                on v.tenant_id = :tenant and v.integration_id = s.integration_id and v.number <= s.number
            """;

    private final PeopleOverTime people;
    private final LevelsOverTime levels;
    private final ChangesPerDay changes;
    private final AllChanges all;
    private final Seats seats;
    private final Catalogue catalogue;
    private final StateNames names;
    private final JdbcClient db;
    private final PerState<Figures> remembered = new PerState<>();

    TenantFigures(
            PeopleOverTime people,
            LevelsOverTime levels,
            ChangesPerDay changes,
            AllChanges all,
            Seats seats,
            Catalogue catalogue,
            StateNames names,
            JdbcClient db) {
        this.people = people;
        this.levels = levels;
        this.changes = changes;
        this.all = all;
        this.seats = seats;
        this.catalogue = catalogue;
        this.names = names;
        this.db = db;
    }

    /// @param days      the last 30 and the one before them, or all since the first data
    /// @param people    at the end of each of them
    /// @param seatsUsed the same
    /// @param month     the last 30 days and the one before them
    /// @param changes   of these; days without any are left out
    /// @param lastWeek  how much access changed since the day ended that was a week ago
    record Figures(
            Days days,
            Map<Who, List<Long>> people,
            List<Long> seatsUsed,
            List<Seat> seats,
            Days month,
            Map<LocalDate, Count> changes,
            long lastWeek,
            List<Areas> levels) {}

    Figures of(PeopleState state) {
        return remembered.of(state.tenant(), names.of(state), () -> worked(state));
    }

    private Figures worked(PeopleState state) {
        LocalDate began = LocalDate.ofInstant(began(state), ZoneOffset.UTC);
        Days month = Days.upTo(state.day(), MONTH);
        Days days = month.notBefore(began);
        return new Figures(
                days,
                people.ends(state, days),
                seats.usedAtTheEnds(state, days),
                seats.now(state),
                month,
                changes.of(state, month),
                all.ofAccessSinceLastWeek(state),
                levels(state, Days.upTo(state.day(), QUARTER).notBefore(began)));
    }

    private Instant began(PeopleState state) {
        return state.statement(db, BEGAN).query(OffsetDateTime.class).single().toInstant();
    }

    /// One for each application that has levels on itself as a whole. Those of custom applications are not
    /// compared: each has its own.
    private List<Areas> levels(PeopleState state, Days days) {
        Map<String, List<Revision>> byApplication = state.applications().stream()
                .filter(revision -> !revision.integration().isBrought())
                .collect(Collectors.groupingBy(
                        revision -> revision.integration().application(), LinkedHashMap::new, Collectors.toList()));
        return byApplication.values().stream()
                .filter(revisions -> !description(revisions).whole().isEmpty())
                .map(revisions -> areas(state.only(revisions), description(revisions), days))
                .toList();
    }

    private Description description(List<Revision> revisions) {
        return catalogue.describe(revisions.getFirst().integration());
    }

    private Areas areas(PeopleState state, Description application, Days days) {
        List<Level> held = levels.ends(state, application, days).entrySet().stream()
                .map(level -> new Level(
                        level.getKey(), application.title(application.whole(), level.getKey()), level.getValue()))
                .toList();
        return Areas.of(application.name(), days, held);
    }
}
