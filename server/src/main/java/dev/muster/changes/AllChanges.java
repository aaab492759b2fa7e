package dev.muster.changes;

import dev.muster.api.Parameters;
import dev.muster.api.Slice;
import dev.muster.changes.KnownLevels.Known;
import dev.muster.difference.Change;
import dev.muster.difference.Changes;
import dev.muster.difference.Sighting;
import dev.muster.difference.Sighting.Count;
import dev.muster.difference.Wanted;
import dev.muster.difference.Wanted.LevelAt;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Ledger;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What changed in all applications of a tenant between two days. The later one is a state of all of them; each
/// begins with what was its newest revision at the earlier one, or with its first, if that is younger.
@Component
public class AllChanges {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final long LOOKED_THROUGH = 2_000;

    private final PeopleLedger people;
    private final Ledger ledger;
    private final Changes changes;
    private final KnownLevels levels;
    private final Clock clock;

    AllChanges(PeopleLedger people, Ledger ledger, Changes changes, KnownLevels levels, Clock clock) {
        this.people = people;
        this.ledger = ledger;
        this.changes = changes;
        this.levels = levels;
        this.clock = clock;
    }

    /// Works on what a walk asks for, on one snapshot of the database.
    ///
    /// @throws InvalidInput about what the filter asks for and nobody has, and about times that cannot be
    <T> T read(TenantAccess access, AllChangesFilter filter, PeopleWalk walk, Function<Span, T> work) {
        requirePast(walk.asOf());
        return people.read(access, Difference.TO, walk.asOf(), state -> work.apply(span(state, filter)));
    }

    /// How much access came, went and changed since a week before a state: rows of the list at
    /// [AllChangesPages#lastWeek]. Runs in the caller's tenant transaction.
    public long ofAccessSinceLastWeek(PeopleState state) {
        return count(differences(state.applications(), lastWeek(state), state), new Wanted(Change.Kind.GRANT, null));
    }

    /// The same of one integration and of what a search finds, up to a revision of it; none in weeks that saw so
    /// much that nobody looks through all of it for a number. Runs in the caller's tenant transaction.
    public @Nullable Long ofAccessSinceLastWeek(Revision later, SearchText search) {
        Instant at = later.newest() ? clock.instant() : later.published();
        var from = new AsOf.Day(LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(DAYS_OF_A_WEEK));
        List<Difference> week = List.of(ledger.since(later, from));
        long all = count(week, new Wanted(Change.Kind.GRANT, null));
        if (all > LOOKED_THROUGH) {
            return null;
        }
        return all == 0 ? 0L : count(week, new Wanted(Change.Kind.GRANT, null, null, search));
    }

    private long count(List<Difference> differences, Wanted wanted) {
        return Count.sum(changes.sightings(differences, wanted)).of(null);
    }

    /// At most `limit` rows of a walk.
    ///
    /// @throws InvalidInput about `after` when it is not from this list
    Slice<Change> slice(Span span, PeopleWalk walk, int limit) {
        return walk.through(span.state(), changes.slice(span.seen(), span.wanted(), walk.after(), limit));
    }

    /// Whether an application has an audit trail of its own that was read.
    boolean areRecorded(Difference difference) {
        return changes.areRecorded(difference);
    }

    private Span span(PeopleState state, AllChangesFilter filter) {
        AsOf asked = filter.begin();
        AsOf from = asked == null ? lastWeek(state) : asked;
        List<Revision> applications = applications(state, filter);
        List<Difference> differences = differences(applications, from, state);
        List<Known> known = levels.of(state.only(applications));
        var wanted = new Wanted(filter.kind(), filter.way(), levels(known, filter), filter.search());
        List<Sighting> all =
                changes.sightings(differences, new Wanted(wanted.kind(), null, wanted.levels(), wanted.search()));
        return new Span(filter, from, state, differences, known, wanted, all);
    }

    private static AsOf.Day lastWeek(PeopleState state) {
        return new AsOf.Day(state.day().minusDays(DAYS_OF_A_WEEK));
    }

    private List<Difference> differences(List<Revision> applications, AsOf from, PeopleState state) {
        requireNotAfter(from, state.at());
        return applications.stream().map(later -> ledger.since(later, from)).toList();
    }

    private void requirePast(AsOf to) {
        Instant begins = begins(to);
        if (begins != null && begins.isAfter(clock.instant())) {
            throw new InvalidInput(Map.of(
                    Difference.TO,
                    "That is still to come. Send a day or a time that is past, or leave it out for now."));
        }
    }

    private static void requireNotAfter(AsOf from, Instant to) {
        Instant begins = begins(from);
        if (begins != null && begins.isAfter(to)) {
            throw new InvalidInput(Map.of(
                    Difference.FROM,
                    "This is later than the end, %s. Name the earlier one first."
                            .formatted(to.truncatedTo(ChronoUnit.SECONDS))));
        }
    }

    private static @Nullable Instant begins(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Moment(Instant at) -> at;
            case AsOf.Day(LocalDate day) -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            case AsOf.Newest newest -> null;
            case AsOf.Number number -> null;
        };
    }

    private static List<Revision> applications(PeopleState state, AllChangesFilter filter) {
        List<Revision> all = state.applications();
        Function<Revision, String> id = one -> one.integration().id().value().toString();
        Function<Revision, String> application = one -> one.integration().application();
        require(filter, Narrowing.INTEGRATION, all.stream().map(id).toList());
        require(filter, Narrowing.APPLICATION, all.stream().map(application).toList());
        return all.stream()
                .filter(one -> matches(filter, Narrowing.INTEGRATION, id.apply(one)))
                .filter(one -> matches(filter, Narrowing.APPLICATION, application.apply(one)))
                .toList();
    }

    private static @Nullable Set<LevelAt> levels(List<Known> known, AllChangesFilter filter) {
        if (!filter.isByLevel()) {
            return null;
        }
        require(
                filter,
                Narrowing.LEVEL,
                known.stream().map(one -> one.at().value()).toList());
        require(
                filter,
                Narrowing.TITLE,
                known.stream().map(one -> one.level().title()).toList());
        require(
                filter,
                Narrowing.TYPE,
                known.stream().map(one -> one.at().type()).toList());
        return known.stream()
                .filter(one -> matches(filter, Narrowing.LEVEL, one.at().value()))
                .filter(one -> matches(filter, Narrowing.TITLE, one.level().title()))
                .filter(one -> matches(filter, Narrowing.TYPE, one.at().type()))
                .filter(one -> matches(filter, Narrowing.PRIVILEGED, one.level().privileged() ? "yes" : "no"))
                .map(Known::at)
                .collect(Collectors.toSet());
    }

    private static boolean matches(AllChangesFilter filter, Narrowing narrowing, String value) {
        return !filter.has(narrowing) || filter.value(narrowing).equals(value);
    }

    private static void require(AllChangesFilter filter, Narrowing narrowing, List<String> known) {
        if (filter.has(narrowing) && !known.contains(filter.value(narrowing))) {
            throw new InvalidInput(
                    Map.of(narrowing.field(), Parameters.unknown(narrowing.field(), filter.value(narrowing), known)));
        }
    }
}
