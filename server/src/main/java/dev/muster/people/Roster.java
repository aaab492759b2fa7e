package dev.muster.people;

import dev.muster.integration.Integration;

/// Who works here, as somebody told it: an integration of its own, so that it has revisions, history and a guard like
/// all that access is read from.
public final class Roster {
    /// Its id in the catalogue.
    public static final String APPLICATION = "roster";

    private Roster() {}

    /// Whether an integration is one.
    public static boolean is(Integration integration) {
        return integration.application().equals(APPLICATION);
    }
}
