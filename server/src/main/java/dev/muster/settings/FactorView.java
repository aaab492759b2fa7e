package dev.muster.settings;

import dev.muster.factor.Draft;
import org.jspecify.annotations.Nullable;

/// Setting up, replacing and turning off an authenticator app (`settings/factor`): POST `/second-factor/begin` with
/// `password`, and `code` where one is asked for; then `/second-factor/on` with `code`; `/second-factor/off` with
/// `password`, and `code` likewise. All with `to`.
///
/// @param email whose sign-in it is
/// @param on    whether there is an app already
/// @param asksCode whether a code of it is asked for
/// @param passkeys whether there are passkeys
/// @param passkeyInstead whether a passkey can be added here in the place of an app
/// @param off   whether it is about to be turned off
/// @param draft what the app is to read; none before the password was asked for
/// @param to    where to go on afterwards
/// @param fault why the last form was not taken, as a sentence
public record FactorView(
        String email,
        boolean on,
        boolean asksCode,
        boolean passkeys,
        boolean passkeyInstead,
        boolean off,
        @Nullable Draft draft,
        String to,
        @Nullable String fault) {}
