package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.ResourceType;
import dev.muster.connector.ResourceType.Part;
import dev.muster.web.Nav;
import java.util.List;

/// What the navigation leads to of the resources of all applications.
enum ResourceArea {
    /// Whatever has members.
    TEAMS(Nav.TEAMS, List.of(Part.GROUP)),
    /// Whatever calls people, what they are called about, and what is sold by the seat.
    ON_CALL(Nav.ON_CALL, List.of(Part.DUTY, Part.OBJECT, Part.SEAT));

    private final Nav nav;
    private final List<Part> parts;

    ResourceArea(Nav nav, List<Part> parts) {
        this.nav = nav;
        this.parts = parts;
    }

    Nav nav() {
        return nav;
    }

    /// As addresses and calls spell it: `on-call`.
    String id() {
        return nav.path().substring(1);
    }

    /// Types of an application that belong here, as the connector orders them. What it says nothing of is an object.
    boolean has(Description application, String type) {
        return parts.contains(
                application.resourceType(type).map(ResourceType::part).orElse(Part.OBJECT));
    }
}
