package dev.muster.sso;

import org.jspecify.annotations.Nullable;

/// What is asked before a provider is (`sso/signOn`): POST `/sign-in/single-sign-on` with `email` and `to`.
///
/// @param email as typed before
/// @param to    local address to go on to afterwards, empty without one
/// @param fault why nobody was signed in, as sentences
public record SignOnView(String email, String to, @Nullable String fault) {}
