package dev.muster.settings;

import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the page Settings > API tokens shows (`settings/tokens`).
///
/// Its forms: POST `/t/{tenant}/settings/tokens` with `name`, `days` (one of [#lives]), `scopes`, and `service`;
/// POST `.../tokens/{token}/revoke`. A token acts as its owner, with the role the owner has at each request, or as the
/// tenant.
///
/// @param tokens  the viewer's own; for an Administrator those of all members. Revision first
/// @param given   scopes that the viewer may give
/// @param mayServe whether the viewer may make tokens that act as the tenant
/// @param asksFactor whether making one asks for a second factor, if it asks; otherwise for the password
/// @param form    what was typed, empty at first
/// @param faults  sentence by field: `name`, `days`, `scopes`, `service`
/// @param made    shown once, right after a token was made
/// @param done    what the last change did, as a sentence
public record TokensView(
        List<Row> tokens,
        List<Scope> given,
        boolean mayServe,
        boolean asksFactor,
        Form form,
        Map<String, String> faults,
        @Nullable Made made,
        @Nullable String done) {

    public TokensView {
        tokens = List.copyOf(tokens);
        given = List.copyOf(given);
        faults = Map.copyOf(faults);
    }

    /// How many days a new token may live where tokens have these limits, the fewest first.
    public static List<Integer> lives(AccessLimits limits) {
        return Stream.of(30, 90, limits.tokenDays())
                .filter(days -> days <= limits.tokenDays())
                .distinct()
                .sorted()
                .toList();
    }

    /// @param owner    name of the member it acts as, or who answers for it
    /// @param service  whether it acts as the tenant
    /// @param scopes   their titles: `Read, Integrations`
    /// @param scoped   whether somebody chose those; otherwise the token is of before scopes
    /// @param lastUsed to the minute; none when never used
    public record Row(
            UUID id,
            String name,
            String owner,
            boolean service,
            String scopes,
            boolean scoped,
            Instant created,
            @Nullable Instant lastUsed,
            Instant expires,
            boolean expired) {
        /// Whether Muster gave it its end: nobody can choose one as late as those that had none got.
        public boolean endGiven() {
            return expires.isAfter(created.plus(AccessLimits.MOST.tokenLife()));
        }
    }

    /// @param days   as sent
    /// @param scopes as sent
    public record Form(String name, String days, List<String> scopes, boolean service) {
        static final Form EMPTY = new Form("", "90", List.of(Scope.READ.name()), false);

        public Form {
            scopes = List.copyOf(scopes);
        }
    }

    /// The new token itself. Only its hash is stored: it cannot be shown again.
    public record Made(String name, String token) {
        @Override
        public String toString() {
            return "Made[" + name + ", (secret)]";
        }
    }
}
