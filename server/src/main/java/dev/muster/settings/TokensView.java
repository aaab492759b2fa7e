package dev.muster.settings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the page Settings > API tokens shows (`settings/tokens`).
///
/// Its forms: POST `/t/{tenant}/settings/tokens` with `name` and `days` (`30`, `90` or `365`);
/// POST `.../tokens/{token}/revoke`. A token acts as its owner, with the role the owner has at each request.
///
/// @param tokens  the viewer's own; for an Administrator those of all members. Revision first
/// @param seesAll whether tokens of other members are in the list
/// @param form    what was typed, empty at first
/// @param faults  sentence by field: `name`, `days`
/// @param made    shown once, right after a token was made
/// @param done    what the last change did, as a sentence
public record TokensView(
        List<Row> tokens,
        boolean seesAll,
        Form form,
        Map<String, String> faults,
        @Nullable Made made,
        @Nullable String done) {

    public TokensView {
        tokens = List.copyOf(tokens);
        faults = Map.copyOf(faults);
    }

    /// @param owner    name of the member it acts as
    /// @param lastUsed to the minute; none when never used
    public record Row(
            UUID id,
            String name,
            String owner,
            Instant created,
            @Nullable Instant lastUsed,
            Instant expires,
            boolean expired) {}

    /// @param days as sent
    public record Form(String name, String days) {
        static final Form EMPTY = new Form("", "90");
    }

    /// The new token itself. Only its hash is stored: it cannot be shown again.
    public record Made(String name, String token) {
        @Override
        public String toString() {
            return "Made[" + name + ", (secret)]";
        }
    }
}
