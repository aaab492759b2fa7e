package dev.muster.simulator.days;

import dev.muster.simulator.account.SimulatedAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Lets days pass in an account: people join, leave and change role, teams are made, removed and hidden, members come,
/// go and change their team role in about one team of twenty-five a day. Every change leaves its audit records, at
/// times of that day.
///
/// The same account, seed and start give the same days. Not for many threads; the account may be read meanwhile.
public final class SimulatedDays {

    private static final Duration DAY = Duration.ofDays(1);
    private static final double TEAMS_CHANGED = 0.04;
    private static final double PEOPLE_CHANGED = 0.004;
    private static final double TEAMS_MADE = 0.005;

    private final SimulatedAccount account;
    private final Random random;
    private final Rhythm rhythm;
    private final Day day;
    private Instant start;

    /// @param start when the first of the days begins
    public SimulatedDays(SimulatedAccount account, long seed, Instant start) {
        this(account, seed, start, Rhythm.USUAL);
    }

    /// @param start when the first of the days begins
    public SimulatedDays(SimulatedAccount account, long seed, Instant start, Rhythm rhythm) {
        this.account = account;
        this.random = new Random(seed);
        this.rhythm = rhythm;
        this.day = new Day(account, random, rhythm.spared());
        this.start = start;
    }

    /// When the next day begins.
    public Instant now() {
        return start;
    }

    /// Lets this many days pass.
    public void pass(int days) {
        for (int i = 0; i < days; i++) {
            passOne();
        }
    }

    /// Lets somebody join besides those who do by chance.
    public void comes(Instant at) {
        day.actingAt(at);
        day.joins();
    }

    /// Lets a day pass on which nothing happens.
    public void rest() {
        start = start.plus(DAY);
    }

    private void passOne() {
        List<Runnable> plan = plan();
        Collections.shuffle(plan, random);
        List<Instant> times = times(plan.size());
        for (int i = 0; i < plan.size(); i++) {
            day.actingAt(times.get(i));
            plan.get(i).run();
        }
        rest();
    }

    private List<Runnable> plan() {
        List<Runnable> plan = new ArrayList<>();
        int people = account.users().size();
        int teams = account.teams().size();
        if (rhythm.joined()) {
            plan.addAll(Collections.nCopies(about(people * PEOPLE_CHANGED), day::joins));
        }
        plan.addAll(Collections.nCopies(about(people * PEOPLE_CHANGED), day::leaves));
        plan.addAll(Collections.nCopies(about(people * PEOPLE_CHANGED), day::changesRole));
        plan.addAll(Collections.nCopies(about(people * PEOPLE_CHANGED / 4), day::changesName));
        plan.addAll(Collections.nCopies(about(teams * TEAMS_MADE), day::makesTeam));
        plan.addAll(Collections.nCopies(about(teams * TEAMS_MADE / 2), day::removesTeam));
        plan.addAll(Collections.nCopies(about(teams * TEAMS_MADE / 2), day::hidesTeam));
        plan.addAll(Collections.nCopies(about(teams * TEAMS_CHANGED), day::changesMembers));
        return plan;
    }

    private List<Instant> times(int count) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(start.plus(rhythm.starts())
                    .plusMillis(random.nextInt((int) rhythm.lasts().toMillis())));
        }
        Collections.sort(times);
        return times;
    }

    /// The whole part of a number, and one more as often as its rest says.
    private int about(double usual) {
        double expected = usual * rhythm.pace();
        int whole = (int) expected;
        return random.nextDouble() < expected - whole ? whole + 1 : whole;
    }
}
