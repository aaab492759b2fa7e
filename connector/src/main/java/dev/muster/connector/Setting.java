package dev.muster.connector;

import java.util.List;

/// One thing an administrator fills in to connect the application.
public sealed interface Setting {

    /// Stable key under which [Configuration] holds the answer: `access_token`.
    String id();

    /// As the form shows it: `Access Token`.
    String label();

    /// One sentence below the field.
    String hint();

    /// A credential: write-only, sealed at rest, shown afterwards only by its last four characters.
    record SecretText(String id, String label, String hint) implements Setting {}

    /// One of a few values; the first is preselected.
    record Choice(String id, String label, String hint, List<Option> options) implements Setting {
        public Choice {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("Setting %s offers nothing to choose from".formatted(id));
            }
        }
    }

    /// @param value what is stored: `eu`
    /// @param label what is shown: `EU`
    /// @param hint  a second line: `api.eu.pagerduty.com`
    record Option(String value, String label, String hint) {}
}
