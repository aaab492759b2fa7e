package dev.muster.monitoring;

import dev.muster.database.CannotStart;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where `MUSTER_MANAGEMENT_ADDRESS` says that operators may watch.
///
/// @param chosen whether somebody chose it; the usual one may be taken by another server of this machine
record ManagementAddress(String host, int port, boolean chosen) {
    static final String USUAL = "127.0.0.1:9180";

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    /// @param setting `host:port`, `off`, or empty for the usual one; port 0 takes any free one
    /// @return empty when nobody is to watch
    /// @throws CannotStart when it is neither
    static Optional<ManagementAddress> of(String setting) {
        String given = setting.strip();
        if (given.equals("off")) {
            return Optional.empty();
        }
        Matcher address = ADDRESS.matcher(given.isEmpty() ? USUAL : given);
        if (!address.matches() || Integer.parseInt(address.group(2)) > LAST_PORT) {
            throw new CannotStart(
                    "MUSTER_MANAGEMENT_ADDRESS is '%s', which is no address to listen on.".formatted(given),
                    "Write host:port, such as %s, or off.".formatted(USUAL));
        }
        return Optional.of(new ManagementAddress(
                address.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(address.group(2)), !given.isEmpty()));
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
