package dev.muster;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// Simulated PagerDuty accounts at addresses that the server under test was told to allow when it started.
public final class TestPagerDuty {
    private static final int MOST_AT_ONCE = 8;
    private static final List<Integer> ALL_PORTS = freePorts(MOST_AT_ONCE + Region.values().length);
    private static final List<Integer> PORTS = ALL_PORTS.subList(0, MOST_AT_ONCE);
    private static final BlockingQueue<Integer> UNUSED = new LinkedBlockingQueue<>(PORTS);

    private static final TestIdentity IDENTITY = new TestIdentity();

    private TestPagerDuty() {}

    /// Where the OAuth apps of all of them get their tokens.
    public static URI identity() {
        return IDENTITY.uri();
    }

    /// The value of `muster.pagerduty.hosts` that allows them all.
    public static String hosts() {
        return PORTS.stream().map(port -> "http://127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /// The address that [QuickPagerDuty] takes for the one of a region.
    public static URI addressOf(Region region) {
        return URI.create("http://127.0.0.1:" + portOf(region));
    }

    /// Starts one; its port is used again after some others. Close it at the end of the test.
    public static PagerDutySimulator start(SimulatedAccount account) {
        for (int busy = 0; busy < MOST_AT_ONCE; busy++) {
            try {
                int port = UNUSED.take();
                UNUSED.add(port);
                return startAt(port, account);
            } catch (UncheckedIOException taken) {
                // Another test runs at the same time and still uses this one.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The test was stopped", stopped);
            }
        }
        throw new IllegalStateException("%d simulated accounts are open at once".formatted(MOST_AT_ONCE));
    }

    /// Starts one at the address of one that was closed.
    public static PagerDutySimulator startAgain(URI address, SimulatedAccount account) {
        return startAt(address.getPort(), account);
    }

    /// Starts one where [QuickPagerDuty] has the connector look for a region. One test at a time can.
    public static PagerDutySimulator startIn(Region region, SimulatedAccount account) {
        return IDENTITY.knows(
                PagerDutySimulator.start(account, options(portOf(region)).withRegion(region)));
    }

    private static PagerDutySimulator startAt(int port, SimulatedAccount account) {
        return IDENTITY.knows(PagerDutySimulator.start(account, options(port)));
    }

    private static PagerDutySimulator.Options options(int port) {
        return PagerDutySimulator.Options.defaults()
                .withPort(port)
                .withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT);
    }

    private static int portOf(Region region) {
        return ALL_PORTS.get(MOST_AT_ONCE + region.ordinal());
    }

    private static List<Integer> freePorts(int number) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException broken) {
            throw new UncheckedIOException("No free ports on loopback", broken);
        }
    }
}
