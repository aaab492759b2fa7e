package dev.muster.confirm;

import org.jspecify.annotations.Nullable;

/// What is asked before something a found session must not do (`confirm/confirm`): POST to `path` with `kept-form` and
/// `proof`.
///
/// @param path   where the form goes on to
/// @param kept   the form, sealed
/// @param factor whether a second factor is asked for; otherwise the password
/// @param fault  why the last answer was not taken, as a sentence
public record ConfirmView(
        String path, String kept, boolean factor, @Nullable String fault) {}
