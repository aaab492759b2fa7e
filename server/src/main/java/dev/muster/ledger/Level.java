package dev.muster.ledger;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;

/// A level of access, as people read it.
///
/// @param value the raw value: `limited_user`
/// @param title the application's own name for it: `Responder`
public record Level(String value, String title, boolean privileged) {

    /// A level on resources of a type.
    public static Level of(Description application, String resourceType, String value) {
        return new Level(
                value,
                application.title(resourceType, value),
                application
                        .entitlement(resourceType, value)
                        .filter(Entitlement::privileged)
                        .isPresent());
    }
}
