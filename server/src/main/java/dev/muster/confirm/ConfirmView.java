package dev.muster.confirm;

import dev.muster.factor.FactorsHere;
import org.jspecify.annotations.Nullable;

/// What is asked before something a found session must not do (`confirm/confirm`): POST to `path` with `kept-form` and
/// `proof`, or with `passkey` for the latter.
///
/// @param path   where the form goes on to
/// @param kept   the form, sealed
/// @param way    what is asked for
/// @param ways   what of a second factor can be proved here; none where none is asked for
/// @param fault  why the last answer was not taken, as a sentence
public record ConfirmView(
        String path,
        String kept,
        Way way,
        @Nullable FactorsHere ways,
        @Nullable String fault) {

    /// What somebody proves who they are with.
    public enum Way {
        PASSWORD,
        FACTOR,
        /// Signing in at the provider of the tenant once more, in a window of its own: then the form goes on by itself.
        PROVIDER
    }
}
