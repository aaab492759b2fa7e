package dev.muster.connector;

import java.util.Set;

/// One listing of the application, with its own completeness.
///
/// @param id        stable: `team_members`
/// @param title     as pages show it: `Team members`
/// @param noun      what it counts, in the plural: `members`
/// @param required  whether a run without it is incomplete; an optional feed may be refused by plan or scope
/// @param dependsOn ids of feeds that must be complete before this one makes sense
/// @param restless  whether its grants come and go without anybody changing access, as those of people on call do; the
///                  guard does not weigh them
public record Feed(String id, String title, String noun, boolean required, Set<String> dependsOn, boolean restless) {
    /// A feed whose rows change only when somebody changes access.
    public Feed(String id, String title, String noun, boolean required, Set<String> dependsOn) {
        this(id, title, noun, required, dependsOn, false);
    }

    public Feed {
        dependsOn = Set.copyOf(dependsOn);
    }
}
