package dev.muster.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A second factor that is on.
///
/// @param since     when it was set up
/// @param lastUsed  when a code of the app was taken last; none when none was since it was set up
/// @param codesLeft recovery codes that were not used, 0 to 10
/// @param codesMade when those were made
public record FactorState(Instant since, @Nullable Instant lastUsed, int codesLeft, Instant codesMade) {}
