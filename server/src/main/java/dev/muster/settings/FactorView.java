package dev.muster.settings;

import dev.muster.factor.Draft;
import org.jspecify.annotations.Nullable;

/// Setting up, replacing and turning off a second factor (`settings/factor`): POST `/second-factor/begin` with
/// `password`, and `code` where one is on; then `/second-factor/on` with `code`; `/second-factor/off` with `password`
/// and
/// `code`. All with `to`.
///
/// @param email whose sign-in it is
/// @param on    whether a second factor is on already
/// @param off   whether it is about to be turned off
/// @param draft what the app is to read; none before the password was asked for
/// @param to    where to go on afterwards
/// @param fault why the last form was not taken, as a sentence
public record FactorView(
        String email,
        boolean on,
        boolean off,
        @Nullable Draft draft,
        String to,
        @Nullable String fault) {}
