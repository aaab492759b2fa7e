package dev.muster.settings;

import org.jspecify.annotations.Nullable;

/// Adding a passkey (`settings/passkey`): POST `/second-factor/passkeys` with `name`, `passkey` and `to`; what to ask
/// for comes from POST `/second-factor/passkeys/ask-new`.
///
/// @param email whose sign-in it is
/// @param host  that it will work at
/// @param first whether there is no second factor yet
/// @param name  as typed
/// @param to    where to go on afterwards
/// @param fault why the last one was not added, as a sentence
public record PasskeyView(
        String email,
        String host,
        boolean first,
        String name,
        String to,
        @Nullable String fault) {}
