package dev.muster.snapshot;

import dev.muster.connector.ConnectorSource;
import java.util.List;
import java.util.ServiceLoader;

/// The connectors on the class path.
final class Installed {
    private Installed() {}

    /// The one there is.
    ///
    /// @throws IllegalStateException when there is none, or more than one, of which nobody can say yet which to
    ///                               read
    static ConnectorSource only() {
        List<ConnectorSource> sources = ServiceLoader.load(ConnectorSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (sources.size() != 1) {
            throw new IllegalStateException(
                    "This command reads with the one connector on its class path, and there are %d"
                            .formatted(sources.size()));
        }
        return sources.getFirst();
    }
}
