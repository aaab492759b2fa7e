package dev.muster.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.audit.Actor;
import dev.muster.custom.Uploads;
import dev.muster.demo.Cast.Part;
import dev.muster.integration.BroughtData;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.people.Roster;
import dev.muster.sync.Syncs;
import dev.muster.tenant.TenantAccess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;

/// The nights and mornings of the story in Muster: its own syncs, and what people of Acme do there. A table of it
/// stands in `docs/demo.md`.
final class AcmePeople {
    /// The integrations of the story, in the order in which they come.
    private enum Place {
        PAGERDUTY,
        EUROPE,
        ROSTER,
        PAYROLL
    }

    private static final Part ANA = Cast.ACME.parts().get(0);
    private static final Part JONAS = Cast.ACME.parts().get(1);
    /// After the latest moment at which an integration of 02:00 is due.
    private static final String NIGHT = "02:05";
    private static final int FIRST_PAYROLL = 20;
    private static final int DAYS_BETWEEN_PAYROLLS = 7;
    private static final List<Integer> LATER_ROSTERS = List.of(40, 68, 90);

    private final StoryDays days;
    private final StoryTime time;
    private final FarSide far;
    private final Plot plot;
    private final Seeding seeding;
    private final Calm calm;
    private final Integrations integrations;
    private final Uploads uploads;
    private final Syncs syncs;
    private final Map<Place, IntegrationId> places = new EnumMap<>(Place.class);

    AcmePeople(ApplicationContext server, Seeding seeding, FarSide far, Plot plot, StoryDays days, StoryTime time) {
        this.days = days;
        this.time = time;
        this.far = far;
        this.plot = plot;
        this.seeding = seeding;
        this.calm = Calm.of(server);
        this.integrations = server.getBean(Integrations.class);
        this.uploads = server.getBean(Uploads.class);
        this.syncs = server.getBean(Syncs.class);
    }

    /// The night and the morning of a day.
    void live(int day) {
        if (day > 1) {
            at(day, NIGHT, () -> {});
        }
        if (day > FIRST_PAYROLL && (day - FIRST_PAYROLL) % DAYS_BETWEEN_PAYROLLS == 0) {
            at(day, "06:10", () -> send(Place.PAYROLL, script(), payroll(day)));
        }
        if (LATER_ROSTERS.contains(day)) {
            at(day, "06:40", () -> send(Place.ROSTER, script(), roster(day)));
        }
        morning(day);
    }

    private void morning(int day) {
        switch (day) {
            case 1 ->
                at(day, "09:10", () -> {
                    add(Place.PAGERDUTY, ANA, "pagerduty", "Pagerduty", "On-call and incident response of Acme");
                    connect(Place.PAGERDUTY, ANA);
                });
            case 5 ->
                at(day, "09:05", () -> {
                    add(Place.EUROPE, JONAS, "pagerduty", "Pagerduty Europe", "On-call of the European business unit");
                    connect(Place.EUROPE, JONAS);
                });
            case 12 -> {
                at(day, "09:05", () -> {
                    seeding.makeToken();
                    add(Place.ROSTER, ANA, Roster.APPLICATION, "Roster", "Who works here");
                    uploads.expect(seeding.access(ANA), id(Place.ROSTER), Employees.COLUMNS);
                    send(Place.ROSTER, seeding.access(ANA), roster(day));
                });
                at(day, "09:20", () -> release(Place.ROSTER, ANA));
            }
            case FIRST_PAYROLL -> {
                at(day, "09:05", () -> {
                    add(Place.PAYROLL, JONAS, "custom", "Payroll", "Who may see and approve salaries");
                    uploads.expect(seeding.access(JONAS), id(Place.PAYROLL), Payroll.COLUMNS);
                    send(Place.PAYROLL, seeding.access(JONAS), payroll(day));
                });
                at(day, "09:30", () -> release(Place.PAYROLL, JONAS));
            }
            case 33 -> at(day, "09:12", () -> connect(Place.PAGERDUTY, ANA));
            case 45 -> at(day, "09:31", () -> release(Place.EUROPE, JONAS));
            default -> {}
        }
    }

    /// Does something at its time, and waits for everything that follows from it or was due by then.
    private void at(int day, String clock, Act act) {
        time.moveTo(days.at(day, clock));
        try {
            act.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The files of day %d could not be read".formatted(day), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Day %d was interrupted".formatted(day), e);
        }
        calm.await();
    }

    @FunctionalInterface
    private interface Act {
        void run() throws IOException, InterruptedException;
    }

    private void add(Place place, Part by, String application, String name, String description) {
        TenantAccess access = seeding.access(by);
        var draft = new IntegrationDraft(name, description, access.user(), List.of(), HoldLimit.USUAL);
        places.put(place, integrations.add(access, application, draft, Map.of(BroughtData.PROMISE, "31")));
    }

    private void connect(Place place, Part by) {
        seeding.connect(
                seeding.access(by),
                id(place),
                place == Place.EUROPE ? far.europe().orElseThrow() : far.main());
    }

    private void send(Place place, TenantAccess access, NamedFile file) throws IOException, InterruptedException {
        boolean byScript = access.actor().kind() == Actor.Kind.API_TOKEN;
        uploads.receive(
                access,
                id(place),
                file.name(),
                byScript,
                new ByteArrayInputStream(file.text().getBytes(UTF_8)));
    }

    private record NamedFile(String name, String text) {}

    private NamedFile roster(int day) {
        return new NamedFile(
                "people-%s.csv".formatted(days.date(day)), plot.employees().csv());
    }

    private NamedFile payroll(int day) {
        return new NamedFile(
                "payroll-%s.csv".formatted(days.date(day)),
                Payroll.csv(plot.account(), plot.characters().leaverWithAccess(), days.date(day)));
    }

    private TenantAccess script() {
        return seeding.script(ANA);
    }

    private void release(Place place, Part by) {
        TenantAccess access = seeding.access(by);
        Integer held = integrations.get(access.id(), id(place)).status().heldRun();
        syncs.release(access, id(place), Objects.requireNonNull(held, () -> place + " has no run on hold"));
    }

    private IntegrationId id(Place place) {
        return Objects.requireNonNull(places.get(place));
    }
}
