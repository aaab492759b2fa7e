package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.ResourceType;
import dev.muster.web.Icon;
import dev.muster.web.Spelling;

/// How pages name types of resources: as the connector says, and by the type itself where it says nothing.
public final class TypeWords {
    private TypeWords() {}

    /// In the singular: `Business service`.
    public static String noun(Description application, String type) {
        return application.resourceType(type).map(ResourceType::noun).orElseGet(() -> Spelling.ofType(type));
    }

    /// Beside the name of a resource.
    public static Icon icon(Description application, String type) {
        return application
                .resourceType(type)
                .flatMap(known -> Icon.named(known.icon()))
                .orElse(Icon.CIRCLE_DASHED);
    }
}
