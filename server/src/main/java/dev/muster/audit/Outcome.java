package dev.muster.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How an act ended that the record tells of.
public enum Outcome {
    /// It was done.
    DONE("Done"),
    /// Muster did not let it be done: by role, scope or tenant, or because too much was tried before.
    REFUSED("Refused"),
    /// It was tried and came to nothing: a wrong password, a far side that did not answer.
    FAILED("Failed");

    private final String title;

    Outcome(String title) {
        this.title = title;
    }

    /// The one that an address names.
    public static Optional<Outcome> of(String id) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.id().equals(id))
                .findFirst();
    }

    /// As an address and a file name it: `refused`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As a page names it.
    public String title() {
        return title;
    }
}
