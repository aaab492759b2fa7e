package dev.muster.home;

import dev.muster.changes.AllChangesPages;
import dev.muster.home.HomePage.First;
import dev.muster.home.HomePage.Left;
import dev.muster.home.HomePage.Listed;
import dev.muster.home.HomePage.SeatRow;
import dev.muster.home.HomePage.Tile;
import dev.muster.home.Seats.Seat;
import dev.muster.home.TenantFigures.Figures;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.people.Leavers;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.Persons.Who;
import dev.muster.people.PersonsPages;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationRows;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers what Home shows.
@Component
class HomeFacts {
    private final IntegrationRows integrations;
    private final PeopleLedger people;
    private final TenantFigures figures;
    private final Leavers leavers;
    private final Clock clock;

    HomeFacts(IntegrationRows integrations, PeopleLedger people, TenantFigures figures, Leavers leavers, Clock clock) {
        this.integrations = integrations;
        this.people = people;
        this.figures = figures;
        this.leavers = leavers;
        this.clock = clock;
    }

    /// @param asOf as an address asks; empty for now
    /// @throws dev.muster.problem.InvalidInput about `asOf`
    HomePage home(TenantAccess access, String asOf) {
        List<Row> rows = integrations.of(access);
        return people.read(access, AsOf.parseOfAll(AsOf.FIELD, asOf), state -> page(access, rows, state, asOf));
    }

    private HomePage page(TenantAccess access, List<Row> rows, PeopleState state, String asOf) {
        Moment past = asOf.isEmpty() ? null : new Moment(state.at(), ZoneOffset.UTC, clock.instant());
        List<Row> waiting =
                past == null ? rows.stream().filter(Row::needsAction).toList() : List.of();
        boolean mayAdd = access.may(Action.ADD_INTEGRATION);
        if (state.applications().isEmpty()) {
            return new HomePage(
                    asOf,
                    past,
                    null,
                    rows.size(),
                    waiting,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    mayAdd);
        }
        Figures counted = figures.of(state);
        boolean compared = state.applications().stream().anyMatch(revision -> revision.number() > 1);
        return new HomePage(
                asOf,
                past,
                newest(state),
                rows.size(),
                waiting,
                left(state),
                compared ? null : first(counted),
                tiles(access, counted, asOf),
                compared
                        ? Bars.of(counted.month(), counted.changes(), day -> changesOf(access, state, day, asOf))
                        : null,
                compared
                        ? new Listed(
                                counted.lastWeek(),
                                AllChangesPages.lastWeek(access)
                                        .with("to", asOf)
                                        .toString())
                        : null,
                counted.levels(),
                counted.seats().stream().map(seat -> seat(access, state, seat)).toList(),
                mayAdd);
    }

    private @Nullable Moment newest(PeopleState state) {
        return state.applications().stream()
                .max(Comparator.comparing(Revision::published))
                .map(revision ->
                        new Moment(revision.published(), revision.integration().timeZone(), clock.instant()))
                .orElse(null);
    }

    private @Nullable Left left(PeopleState state) {
        if (state.roster() == null) {
            return null;
        }
        Leavers.Count count = leavers.count(state);
        return count.leavers() == 0 ? null : new Left(count.leavers(), count.privileged());
    }

    private static First first(Figures counted) {
        return new First(now(counted, Who.EVERYBODY), now(counted, Who.PRIVILEGED), now(counted, Who.INVITED));
    }

    private static long now(Figures counted, Who who) {
        return of(counted, who).getLast();
    }

    private static List<Long> of(Figures counted, Who who) {
        return Objects.requireNonNull(counted.people().get(who));
    }

    private static List<Tile> tiles(TenantAccess access, Figures counted, String asOf) {
        String since = counted.days().since();
        List<Tile> tiles = new ArrayList<>();
        tiles.add(tile("People", of(counted, Who.EVERYBODY), since, href(access, Who.EVERYBODY, asOf)));
        tiles.add(tile("Privileged people", of(counted, Who.PRIVILEGED), since, href(access, Who.PRIVILEGED, asOf)));
        tiles.add(tile("Invited, never joined", of(counted, Who.INVITED), since, href(access, Who.INVITED, asOf)));
        if (!counted.seats().isEmpty()) {
            tiles.add(tile("Seats used", counted.seatsUsed(), since, "#seats"));
        }
        return tiles;
    }

    private static String href(TenantAccess access, Who who, String asOf) {
        return PersonsPages.address(access, who).with(AsOf.FIELD, asOf).toString();
    }

    private static Tile tile(String title, List<Long> ends, String since, String href) {
        return new Tile(title, ends.getLast(), ends.getLast() - ends.getFirst(), since, new Line(ends), href);
    }

    /// Where the changes of a day are listed.
    private static String changesOf(TenantAccess access, PeopleState state, LocalDate day, String asOf) {
        Instant shown = asOf.isEmpty() ? null : state.at();
        return AllChangesPages.between(access, endOf(day.minusDays(1)), day.isBefore(state.day()) ? endOf(day) : shown)
                .toString();
    }

    private static Instant endOf(LocalDate day) {
        return Days.end(day).toInstant();
    }

    private static SeatRow seat(TenantAccess access, PeopleState state, Seat seat) {
        String asOf = state.applications().stream()
                .filter(revision ->
                        revision.integration().id().equals(seat.integration().id()))
                .map(Revision::asOf)
                .findFirst()
                .orElse("");
        Long free = seat.free();
        Long bought = free == null ? null : Long.valueOf(seat.used() + free);
        return new SeatRow(
                seat.name(),
                Addresses.of(access, seat.integration(), asOf)
                        .resource(seat.key())
                        .toString(),
                seat.integration().name(),
                seat.used(),
                bought,
                free,
                bought == null || bought == 0 ? 0 : (int) (100 * seat.used() / bought));
    }
}
