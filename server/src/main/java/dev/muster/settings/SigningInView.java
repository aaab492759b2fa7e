package dev.muster.settings;

import dev.muster.tenant.AccessLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How members of a tenant sign in (`settings/signingIn`): POST `/t/{tenant}/settings/signing-in` with `required`,
/// `true` or `false`; POST `.../signing-in/limits` with `sessionIdleMinutes`, `sessionHours` and `tokenDays`.
///
/// @param required  whether members without a second factor are not let in
/// @param members   how many there are
/// @param without   names of those who have none
/// @param self      whether the viewer has one
/// @param mayChange whether the viewer may change that
/// @param limits    how long sessions and API tokens last
/// @param typed     what the fields of the limits show
/// @param faults    of those, by field
/// @param refused   why the last change was not made, as a sentence
/// @param done      what the last change did, as a sentence
public record SigningInView(
        boolean required,
        int members,
        List<String> without,
        boolean self,
        boolean mayChange,
        AccessLimits limits,
        Typed typed,
        Map<String, String> faults,
        @Nullable String refused,
        @Nullable String done) {
    public SigningInView {
        without = List.copyOf(without);
        faults = Map.copyOf(faults);
    }

    /// Limits as somebody typed them.
    public record Typed(String sessionIdleMinutes, String sessionHours, String tokenDays) {
        static Typed of(AccessLimits limits) {
            return new Typed(
                    String.valueOf(limits.idleMinutes()),
                    String.valueOf(limits.hours()),
                    String.valueOf(limits.tokenDays()));
        }

        /// @throws dev.muster.problem.InvalidInput by field
        AccessLimits wanted() {
            return AccessLimits.wanted(number(sessionIdleMinutes), number(sessionHours), number(tokenDays));
        }

        private static @Nullable Integer number(String typed) {
            try {
                return Integer.valueOf(typed.strip());
            } catch (NumberFormatException noNumber) {
                return null;
            }
        }
    }
}
