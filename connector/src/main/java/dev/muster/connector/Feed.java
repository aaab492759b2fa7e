package dev.muster.connector;

import java.util.Set;

/// One listing of the application, with its own completeness.
///
/// @param id        stable: `team_members`
/// @param title     as pages show it: `Team members`
/// @param noun      what it counts, in the plural: `members`
/// @param required  whether a run without it is incomplete; an optional feed may be refused by plan or scope
/// @param dependsOn ids of feeds that must be complete before this one makes sense
public record Feed(String id, String title, String noun, boolean required, Set<String> dependsOn) {
    public Feed {
        dependsOn = Set.copyOf(dependsOn);
    }
}
