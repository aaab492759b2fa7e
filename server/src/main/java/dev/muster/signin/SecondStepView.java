package dev.muster.signin;

import dev.muster.factor.FactorsHere;
import org.jspecify.annotations.Nullable;

/// What is asked after the password (`signin/secondStep`): POST `/sign-in/second-factor` with `code`, and with
/// `recovery` where a recovery code is asked for, or with `passkey`; what to ask a passkey comes from POST
/// `/sign-in/second-factor/passkey`.
///
/// @param email    of whose password it was
/// @param recovery whether a recovery code is asked for instead of one of the app
/// @param ways     what they can prove here
/// @param fault    why the last one was not taken, as a sentence
public record SecondStepView(
        String email,
        boolean recovery,
        FactorsHere ways,
        @Nullable String fault) {}
