package dev.muster.demo;

import dev.muster.database.CannotStart;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Simulated accounts, each at an address that the next start finds free again.
final class DemoPagerDuty {
    /// Below the ports that systems hand out by themselves, so that the next start seldom finds it taken.
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final int TRIES = 20;

    private DemoPagerDuty() {}

    /// @param clock what the account takes the time from
    static PagerDutySimulator start(AccountSize size, Region region, Duration latency, Clock clock) {
        SimulatedAccount account = account(size);
        UncheckedIOException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try {
                return PagerDutySimulator.start(account, options(port, region, latency), clock);
            } catch (UncheckedIOException taken) {
                last = taken;
            }
        }
        throw new CannotStart(
                "No port from %d to %d could be taken for the simulated PagerDuty account."
                        .formatted(FIRST_PORT, FIRST_PORT + PORTS - 1),
                "See what uses them all, or whether a firewall forbids them.",
                last);
    }

    static PagerDutySimulator startAgain(DemoFacts.Simulator remembered, Region region, Duration latency, Clock clock) {
        int port = URI.create(remembered.url()).getPort();
        try {
            return PagerDutySimulator.start(account(remembered.size()), options(port, region, latency), clock);
        } catch (UncheckedIOException taken) {
            throw new CannotStart(
                    "The simulated PagerDuty account of this demo lives on port %d, which is taken by another program."
                            .formatted(port),
                    "Stop that program, or start a new demo on another folder with --data.",
                    taken);
        }
    }

    private static SimulatedAccount account(AccountSize size) {
        return SimulatedAccount.of(size.users(), size.teams(), size.seed());
    }

    private static Options options(int port, Region region, Duration latency) {
        return Options.defaults().withPort(port).withRegion(region).withLatency(latency);
    }
}
