package dev.muster.shipping;

import dev.muster.database.CannotStart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Where `MUSTER_AUDIT_SINK` says that entries go.
interface Sink {
    int USUAL_PORT = 601;
    int USUAL_TLS_PORT = 6514;

    /// An entry on its way.
    ///
    /// @param at   when it was recorded
    /// @param json all of it, in one line
    record Parcel(Instant at, String json) {}

    /// Sends entries and returns once they are taken.
    ///
    /// @throws IOException when some may not have been; they are sent once more
    void take(List<Parcel> entries) throws IOException;

    /// For the log; holds nothing secret.
    String name();

    /// @param setting path of a file, `syslog://host:port` or `syslog+tls://host:port`
    /// @return empty when nothing is set
    /// @throws CannotStart when it is none of these
    static Optional<Sink> of(String setting) {
        String said = setting.strip();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(said.contains("://") ? syslog(said) : file(said));
    }

    private static Sink file(String said) {
        try {
            Path path = Path.of(said);
            if (path.isAbsolute() && path.getFileName() != null) {
                return new FileSink(path);
            }
        } catch (InvalidPathException e) {
            throw wrong(said, e);
        }
        throw wrong(said, null);
    }

    private static Sink syslog(String said) {
        URI address;
        try {
            address = URI.create(said);
        } catch (IllegalArgumentException e) {
            throw wrong(said, e);
        }
        boolean tls = "syslog+tls".equals(address.getScheme());
        boolean plain = "syslog".equals(address.getScheme());
        boolean bare = address.getHost() != null
                && address.getUserInfo() == null
                && String.valueOf(address.getPath()).isEmpty()
                && address.getQuery() == null;
        if (!tls && !plain || !bare) {
            throw wrong(said, null);
        }
        int usual = tls ? USUAL_TLS_PORT : USUAL_PORT;
        return new SyslogSink(
                address.getHost(),
                address.getPort() > 0 ? address.getPort() : usual,
                tls ? (SSLSocketFactory) SSLSocketFactory.getDefault() : null);
    }

    private static CannotStart wrong(String said, @Nullable Exception cause) {
        return new CannotStart(
                "MUSTER_AUDIT_SINK is '%s', which is no place that the audit record can be sent to.".formatted(said),
                "Write the absolute path of a file, syslog://HOST:PORT or syslog+tls://HOST:PORT.",
                cause);
    }
}
