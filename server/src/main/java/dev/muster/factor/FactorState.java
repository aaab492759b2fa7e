package dev.muster.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A second factor that is on; passkeys aside, which [Passkeys] lists.
///
/// @param app       none where passkeys are all there is
/// @param codesLeft recovery codes that were not used, 0 to 10
/// @param codesMade when those were made
public record FactorState(@Nullable App app, int codesLeft, Instant codesMade) {

    /// An authenticator app.
    ///
    /// @param since    when it was set up
    /// @param lastUsed when a code of it was taken last; none when none was since it was set up
    public record App(Instant since, @Nullable Instant lastUsed) {}
}
