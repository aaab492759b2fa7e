package dev.muster.connector;

/// A level of access that the application knows.
///
/// @param resourceType type of the resource it is held on: `account`, `team`
/// @param value        the raw value the application sends: `limited_user`
/// @param title        the name the application's own pages use: `Responder`
/// @param privileged   whether the holder can change who has access or reach everything
/// @param rank         among the levels of this type, the more it allows, the higher
public record Entitlement(String resourceType, String value, String title, boolean privileged, int rank) {

    /// A level of a type that has no stronger and weaker ones.
    public Entitlement(String resourceType, String value, String title, boolean privileged) {
        this(resourceType, value, title, privileged, 0);
    }
}
