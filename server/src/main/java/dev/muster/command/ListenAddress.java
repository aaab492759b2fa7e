package dev.muster.command;

import dev.muster.database.CannotStart;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Where the server listens.
///
/// @param host a name or address of this machine
/// @param port 0 to 65535; 0 means any free one
/// @param tls  whether it speaks https
record ListenAddress(String host, int port, boolean tls) {
    private static final int LAST_PORT = 65_535;

    /// Tries the address before anything else is started.
    ///
    /// @throws CannotStart when nobody could listen there
    void refuseIfUnusable() {
        if (port < 0 || port > LAST_PORT) {
            throw new CannotStart("There is no port %d.".formatted(port), "Choose one from 1 to 65535 with --port.");
        }
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw notOurs();
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// As typed into a browser on this machine.
    String url(int actualPort) {
        String reachable = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
        return "%s://%s:%d".formatted(tls ? "https" : "http", reachable, actualPort);
    }

    private CannotStart unusable(IOException cause) {
        String said = String.valueOf(cause.getMessage());
        if (said.contains("Permission denied")) {
            return new CannotStart(
                    "This user may not listen on port %d.".formatted(port),
                    "Choose a port from 1024 up with --port, and let a proxy listen on the low one.",
                    cause);
        }
        if (cause instanceof BindException && said.contains("Address already in use")) {
            return taken(cause);
        }
        return notOurs();
    }

    CannotStart taken(Exception cause) {
        return new CannotStart(
                "Port %d of %s is taken by another program.".formatted(port, host),
                "Stop that program, or choose another port with --port.",
                cause);
    }

    private CannotStart notOurs() {
        return new CannotStart(
                "%s is not an address of this machine.".formatted(host),
                "Name one of its own with --address, or leave it out to listen on 127.0.0.1.");
    }
}
