package dev.muster.explorer;

import dev.muster.connector.AccessRules.Kind;
import dev.muster.rights.Rulebook;
import dev.muster.web.Icon;
import dev.muster.web.Spelling;
import org.jspecify.annotations.Nullable;

/// How pages name types of resources.
final class TypeWords {
    private TypeWords() {}

    /// In the singular: `Escalation policy`.
    static String noun(@Nullable Rulebook book, String type) {
        return book == null
                ? Spelling.ofType(type)
                : book.kind(type).map(Kind::noun).orElseGet(() -> Spelling.ofType(type));
    }

    static Icon icon(String type) {
        return switch (type) {
            case "account" -> Icon.WORLD;
            case "team" -> Icon.USERS_GROUP;
            case "service" -> Icon.SERVER_2;
            case "schedule" -> Icon.CALENDAR_REPEAT;
            case "escalation_policy" -> Icon.STAIRS_UP;
            case "business_service" -> Icon.BUILDING_STORE;
            default -> Icon.CIRCLE_DASHED;
        };
    }
}
