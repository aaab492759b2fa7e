package dev.muster.demo;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.AuditedAccount;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.days.Rhythm;
import dev.muster.simulator.days.SimulatedDays;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happens in Acme's two PagerDuty accounts on the afternoons of the story, the same whether or not anybody looks.
/// A table of it stands in `docs/demo.md`. Besides, people come, go and change by chance, and more come than go.
final class Plot {
    private static final String AFTERNOON = "17:30";
    private static final String WORK_BEGINS = "10:00";
    private static final Duration WORK_LASTS = Duration.ofHours(7);
    /// Share of what usually happens in an account by chance.
    private static final double CALM = 0.3;
    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMinutes(47);
    private static final int MORE_SEATS_USED = 18;
    private static final int SEATS_LEFT = 2;

    private static final String UNREADABLE_FOR_A_WEEK = "Payments";
    private static final String UNREADABLE_IN_EUROPE = "Checkout";
    private static final String OF_REHIRED = "Search";
    private static final String UNKNOWN_ROLE = "response_lead";
    private static final String SCRIPT_KEY_ENDING = "x9Qv";

    private final StoryDays days;
    private final PagerDutySimulator main;
    private final PagerDutySimulator europe;
    private final Characters characters;
    private final Employees employees;
    private final SimulatedDays mainDays;
    private final SimulatedDays europeDays;
    private final int seatsUsedAtFirst;

    /// @param far both accounts as they were before day 1; what they went through before that is dated from their
    ///            clock's time back
    Plot(FarSide far, StoryDays days) {
        this.days = days;
        this.main = far.main();
        this.europe = far.europe().orElseThrow();
        this.characters = Characters.of(main.account(), europe.account());
        this.employees = new Employees(days.first());
        this.mainDays = chance(main, FarSide.EUROPE.seed());
        this.europeDays = chance(europe, Wanted.USUAL.seed());
        this.seatsUsedAtFirst = seatsUsed();
        main.account().buyFullSeats(seatsUsedAtFirst + MORE_SEATS_USED + SEATS_LEFT);
        far.accounts().forEach(each -> each.account().audit().records());
        employees.look(days.first(), accounts());
    }

    private SimulatedDays chance(PagerDutySimulator of, long seed) {
        Instant midnight = days.at(1, "00:00");
        Set<String> spared = Stream.concat(
                        characters.ids(),
                        Stream.of(UNREADABLE_FOR_A_WEEK, UNREADABLE_IN_EUROPE, OF_REHIRED)
                                .map(name -> team(of, name)))
                .collect(Collectors.toSet());
        Duration begins = Duration.between(midnight, days.at(1, WORK_BEGINS));
        return new SimulatedDays(of.account(), seed, midnight, new Rhythm(CALM, false, begins, WORK_LASTS, spared));
    }

    /// The larger account.
    SimulatedAccount account() {
        return main.account();
    }

    /// Who works at Acme by now.
    Employees employees() {
        return employees;
    }

    Characters characters() {
        return characters;
    }

    /// All days, without anybody looking.
    void passAll() {
        for (int day = 1; day <= StoryDays.COUNT; day++) {
            pass(day);
        }
    }

    /// The afternoon of a day.
    void pass(int day) {
        if (isWorkday(day)) {
            mainDays.pass(1);
            europeDays.pass(1);
            fillSeats(day);
        } else {
            mainDays.rest();
            europeDays.rest();
        }
        happens(day);
        employees.look(days.date(day), accounts());
    }

    private void happens(int day) {
        switch (day) {
            case 9 -> teamIsMade(day);
            case 15 -> consultantComes(day);
            case 24 -> at(day, sso()).removeUser(characters.rehired().id());
            case 32 -> main.replaceToken();
            case 39 ->
                at(day, administrator()).setRole(characters.ofUnknownRole().id(), UNKNOWN_ROLE);
            case 44 -> contractEnds(day);
            case 50 -> at(day, administrator()).removeUser(characters.leaver().id());
            case 56 -> becomesUnreadable(main, UNREADABLE_FOR_A_WEEK, day);
            case 62 -> main.faults().clear();
            case 63 -> employees.leavesWithAccess(characters.leaverWithAccess().email(), days.date(day));
            case 66 -> comesBack(day);
            case 67 -> employees.leaveOut(characters.leaverUntold().email());
            case 74 -> at(day, script()).setRole(characters.promoted().id(), BaseRole.ADMIN.value());
            case 81 -> becomesUnreadable(europe, UNREADABLE_IN_EUROPE, day);
            default -> {}
        }
    }

    private void teamIsMade(int day) {
        var team = SimulatedTeam.named("POBSRV1", "Observability");
        AuditedAccount account = at(day, administrator());
        account.addTeam(team);
        main.account().users().stream()
                .filter(BaseRole.USER::is)
                .filter(user -> characters.ids().noneMatch(user.id()::equals))
                .limit(4)
                .forEach(user -> account.addMember(team.id(), user.id(), "manager"));
    }

    private void consultantComes(int day) {
        var consultant = SimulatedUser.named("PNW2BRT", "Paul Brandt", "paul.brandt@northwind.example");
        at(day, administrator()).addUser(consultant.withRole(BaseRole.OBSERVER.value()));
        employees.leaveOut(consultant.email());
    }

    private void contractEnds(int day) {
        AuditedAccount account = europe.account().audited(() -> days.at(day, AFTERNOON), sso());
        characters.contractors().forEach(user -> account.removeUser(user.id()));
    }

    private void comesBack(int day) {
        SimulatedUser before = characters.rehired();
        var again = SimulatedUser.named("PRH2AGN", before.name(), before.email());
        AuditedAccount account = at(day, sso());
        account.addUser(again.withRole(BaseRole.LIMITED_USER.value()));
        account.addMember(team(main, OF_REHIRED), again.id(), "responder");
    }

    /// Somebody joins besides, so that the members of the team are asked for the next morning.
    private void becomesUnreadable(PagerDutySimulator of, String name, int day) {
        String team = team(of, name);
        SimulatedUser joining = of.account().users().stream()
                .filter(BaseRole.LIMITED_USER::is)
                .filter(user -> !user.teamIds().contains(team))
                .findFirst()
                .orElseThrow();
        of.account().audited(() -> days.at(day, AFTERNOON), sso()).addMember(team, joining.id(), "responder");
        of.faults().on("/teams/%s/members".formatted(team)).every().answer(new Fault.Status(403));
    }

    /// As many come as it takes for the seats to run out slowly, whoever left.
    private void fillSeats(int day) {
        int wanted = seatsUsedAtFirst + MORE_SEATS_USED * day / StoryDays.COUNT;
        Instant at = days.at(day, WORK_BEGINS);
        while (seatsUsed() < wanted) {
            at = at.plus(BETWEEN_NEWCOMERS);
            mainDays.comes(at);
        }
    }

    private int seatsUsed() {
        return (int) main.account().allocations().stream()
                .filter(allocation -> allocation.licence() == Licence.FULL_USER)
                .count();
    }

    private boolean isWorkday(int day) {
        return !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)
                .contains(days.date(day).getDayOfWeek());
    }

    private AuditedAccount at(int day, SimulatedActor actor) {
        return main.account().audited(() -> days.at(day, AFTERNOON), actor);
    }

    private SimulatedActor administrator() {
        return SimulatedActor.inBrowser(main.account().users().stream()
                .filter(BaseRole.OWNER::is)
                .findFirst()
                .orElseThrow());
    }

    private static SimulatedActor sso() {
        return SimulatedActor.identityProvider();
    }

    private static SimulatedActor script() {
        return SimulatedActor.withKey("PKEY001", SCRIPT_KEY_ENDING);
    }

    private static String team(PagerDutySimulator of, String name) {
        return of.account().teams().stream()
                .filter(team -> team.name().equals(name))
                .map(SimulatedTeam::id)
                .findFirst()
                .orElseThrow();
    }

    private List<SimulatedAccount> accounts() {
        return List.of(main.account(), europe.account());
    }
}
