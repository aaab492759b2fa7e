package dev.muster.demo;

import dev.muster.demo.DemoFacts.Simulator;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.Region;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the demo's integrations read: one simulated account, or two where a story is told.
///
/// @param sizes of the accounts, the same order
record FarSide(List<PagerDutySimulator> accounts, List<AccountSize> sizes) implements AutoCloseable {
    static final AccountSize EUROPE = new AccountSize(60, 6, 11);

    FarSide {
        accounts = List.copyOf(accounts);
        sizes = List.copyOf(sizes);
    }

    /// One account.
    ///
    /// @param before what an earlier start remembered of it
    static FarSide one(Optional<DemoFacts> before, AccountSize size, Duration latency, Clock clock) {
        return new FarSide(
                List.of(account(before.map(DemoFacts::simulator), size, Region.US, latency, clock)), List.of(size));
    }

    /// The accounts of the story, which do not wait before they answer.
    ///
    /// @param before what an earlier start remembered of them
    static FarSide two(Optional<DemoFacts> before, Clock clock) {
        PagerDutySimulator main =
                account(before.map(DemoFacts::simulator), Wanted.USUAL, Region.US, Duration.ZERO, clock);
        try {
            PagerDutySimulator europe = account(
                    before.flatMap(known -> Optional.ofNullable(known.europe())),
                    EUROPE,
                    Region.EU,
                    Duration.ZERO,
                    clock);
            return new FarSide(List.of(main, europe), List.of(Wanted.USUAL, EUROPE));
        } catch (RuntimeException e) {
            main.close();
            throw e;
        }
    }

    private static PagerDutySimulator account(
            Optional<Simulator> before, AccountSize size, Region region, Duration latency, Clock clock) {
        return before.map(known -> DemoPagerDuty.startAgain(known, region, latency, clock))
                .orElseGet(() -> DemoPagerDuty.start(size, region, latency, clock));
    }

    PagerDutySimulator main() {
        return accounts.getFirst();
    }

    Optional<PagerDutySimulator> europe() {
        return accounts.stream().skip(1).findFirst();
    }

    /// Addresses, comma-separated.
    String hosts() {
        return accounts.stream().map(account -> account.uri().toString()).collect(Collectors.joining(","));
    }

    /// How to find them again, the first one first.
    List<Simulator> facts() {
        return Stream.iterate(0, i -> i < accounts.size(), i -> i + 1)
                .map(i -> facts(accounts.get(i), sizes.get(i)))
                .toList();
    }

    private static Simulator facts(PagerDutySimulator account, AccountSize size) {
        return new Simulator(account.uri().toString(), account.token(), size.users(), size.teams(), size.seed());
    }

    void answerAfter(Duration latency) {
        accounts.forEach(account -> account.answerAfter(latency));
    }

    @Override
    public void close() {
        accounts.forEach(PagerDutySimulator::close);
    }
}
