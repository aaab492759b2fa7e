package dev.muster.snapshot;

import dev.muster.connector.Manual;
import java.util.List;

/// What a command line says of an application that does not exist.
final class SomeManual {
    static final Manual MANUAL = new Manual(
            "Xapp",
            "X_TOKEN",
            new Manual.FeedChoice("feeds", "all", "everything", List.of("all")),
            List.of(),
            "--region",
            List.of());
    static final Manual.Means TOKEN = new Manual.Means(
            "Access token",
            "Check the token",
            "Use an account key, or the key of a user who may see this",
            null,
            List.of());
    static final Manual.Means APP =
            new Manual.Means("App", "Check the app", "Give the app the scope for it", "--app", List.of());

    private SomeManual() {}
}
