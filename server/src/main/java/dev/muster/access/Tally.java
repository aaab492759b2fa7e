package dev.muster.access;

import dev.muster.connector.Description;
import dev.muster.connector.ResourceType;
import dev.muster.connector.ResourceType.Part;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import java.util.Locale;

/// A level that is held in an integration, and how often.
///
/// @param type   of the resources it is held on
/// @param value  the raw value: `limited_user`
/// @param grants how many there are
record Tally(Integration integration, Description application, String type, String value, long grants) {

    Level level() {
        return Level.of(application, type, value);
    }

    /// What the resources are to whoever holds it, as [Criterion#PART] spells it.
    String part() {
        return application
                .resourceType(type)
                .map(ResourceType::part)
                .orElse(Part.OBJECT)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    /// Whether the connector knows what it means.
    boolean isKnown() {
        return application.entitlement(type, value).isPresent();
    }
}
