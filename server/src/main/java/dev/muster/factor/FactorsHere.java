package dev.muster.factor;

import org.jspecify.annotations.Nullable;

/// What somebody who has a second factor can prove it with, where they are.
///
/// @param app     whether they have an app that shows codes
/// @param passkey whether they have a passkey that works here
/// @param nowhere why none of the passkeys they have works here, as a sentence; none where one does or there is none
public record FactorsHere(
        boolean app, boolean passkey, @Nullable String nowhere) {}
