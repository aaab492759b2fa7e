package dev.muster.connector;

import java.util.Map;
import java.util.Set;

/// Makes a connector for a command that reads once, without a server around it. Found by [java.util.ServiceLoader],
/// so that the command knows no application by name.
public interface ConnectorSource {

    /// How the application is spoken of on a command line, and what may be said about it there.
    Manual manual();

    /// What an answer to [Manual.FeedChoice] makes the connector read, with what that depends on.
    ///
    /// @throws IllegalArgumentException when a word of the answer is no feed and no group of feeds
    Set<Feed> feeds(String answer);

    /// Makes the connector. Asks nothing of the application.
    ///
    /// @param options     what was given of [Manual#where], [Manual#who] and [Manual#TOKEN_FILE], by name:
    ///                    `--region`
    /// @param environment the variables of the process
    /// @throws Unusable when what was given contradicts itself, or may not be used
    Connection open(Map<String, String> options, Map<String, String> environment) throws Unusable;

    /// A connector, and what is known of its configuration before anybody is asked for a secret.
    ///
    /// @param choices answers to settings that are no secrets
    /// @param means   how it proves who reads
    record Connection(Connector connector, Map<String, String> choices, Manual.Means means) {
        public Connection {
            choices = Map.copyOf(choices);
        }
    }
}
