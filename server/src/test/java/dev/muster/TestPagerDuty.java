package dev.muster;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.SimulatedAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// Simulated PagerDuty accounts at addresses that the server under test was told to allow when it started.
public final class TestPagerDuty {
    private static final int MOST_AT_ONCE = 8;
    private static final List<Integer> PORTS = freePorts();
    private static final BlockingQueue<Integer> UNUSED = new LinkedBlockingQueue<>(PORTS);

    private TestPagerDuty() {}

    /// The value of `muster.pagerduty.hosts` that allows them all.
    public static String hosts() {
        return PORTS.stream().map(port -> "http://127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /// Starts one; its port is used again after some others. Close it at the end of the test.
    public static PagerDutySimulator start(SimulatedAccount account) {
        try {
            int port = UNUSED.take();
            UNUSED.add(port);
            return PagerDutySimulator.start(
                    account,
                    PagerDutySimulator.Options.defaults().withPort(port).withRequestsPerMinute(100_000));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", stopped);
        }
    }

    private static List<Integer> freePorts() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
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
