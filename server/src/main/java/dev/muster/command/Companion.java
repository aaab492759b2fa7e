package dev.muster.command;

import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// What a command adds to a plain server. The methods are called in this order, each once; [#close] only when the
/// server does not start or stay up.
interface Companion extends AutoCloseable {
    /// Adds nothing.
    Companion NONE = new Companion() {};

    /// Settings that count more than those of the environment, each `--name=value`.
    default List<String> settings() {
        return List.of();
    }

    /// Nothing of the server is there yet.
    default void prepare(ConfigurableApplicationContext server) {}

    /// The server answers, and nobody was told yet.
    default void started(ApplicationContext server) {}

    /// The server's address has been printed.
    ///
    /// @param url as typed into a browser on this machine
    default void announced(ApplicationContext server, String url) {}

    @Override
    default void close() {}
}
