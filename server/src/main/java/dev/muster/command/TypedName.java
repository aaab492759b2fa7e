package dev.muster.command;

import dev.muster.backup.NotDone;
import org.jspecify.annotations.Nullable;

/// The short name of a tenant, typed once more before something of it goes for good.
final class TypedName {
    private TypedName() {}

    /// @param given    by an option; none to be asked at the keyboard
    /// @param question ends with a colon and a blank
    /// @param nothing  how things stand when another name is typed: `Nothing was deleted`
    /// @throws NotDone when it is not the tenant's
    static void require(String tenant, @Nullable String given, String question, String nothing) {
        String typed = given != null ? given : asked(question);
        if (!tenant.equals(typed.strip())) {
            throw new NotDone(
                    "%s: %s was not typed to confirm it.".formatted(nothing, tenant),
                    "Run the command again and type the short name, or add --confirm %s.".formatted(tenant));
        }
    }

    private static String asked(String question) {
        if (System.console() == null) {
            return "";
        }
        String line = System.console().readLine("%s", question);
        return line == null ? "" : line;
    }
}
