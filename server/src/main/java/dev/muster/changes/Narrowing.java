package dev.muster.changes;

import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a list of changes over all applications can be narrowed by. Addresses and calls name each by [#field].
enum Narrowing {
    /// Id of an integration.
    INTEGRATION("Integration", List.of()),
    /// Id of an application: `custom`.
    APPLICATION("Application", List.of()),
    /// What changed: `grants`.
    WHAT("What", Arrays.stream(Kind.values()).map(ChangeFilter::what).toList()),
    /// How it changed: `granted`.
    KIND("Kind", Arrays.stream(Way.values()).map(Way::id).toList()),
    /// Raw value of a level, before or after: `limited_user`.
    LEVEL("Level", List.of()),
    /// Title of a level, before or after: `Responder`.
    TITLE("Access", List.of()),
    /// Whether the level is privileged, before or after.
    PRIVILEGED("Privileged", List.of("yes", "no")),
    /// Type of the resource that access is held on: `team`.
    TYPE("Resource type", List.of());

    /// Those that only access has.
    static final List<Narrowing> OF_ACCESS = List.of(LEVEL, TITLE, PRIVILEGED, TYPE);

    private final String title;
    private final List<String> choices;

    Narrowing(String title, List<String> choices) {
        this.title = title;
        this.choices = choices;
    }

    /// As pages name it.
    String title() {
        return title;
    }

    /// As addresses and calls name it: `title`.
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// All values it can have; empty where that depends on the data.
    List<String> choices() {
        return choices;
    }

    static Optional<Narrowing> of(String field) {
        return Arrays.stream(values()).filter(one -> one.field().equals(field)).findFirst();
    }
}
