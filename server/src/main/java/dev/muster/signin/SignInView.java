package dev.muster.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/// What the sign-in page shows (`signin/signIn`). Its form: POST `/sign-in` with `email`, `password`, `to`.
///
/// @param email as typed before
/// @param to    local address to go on to afterwards, empty without one; a hidden field
/// @param fault why the last attempt was refused, as a sentence
/// @param note  why the person is here, when they did not ask for it: `You were signed out after 30 minutes ...`
public record SignInView(
        String email,
        String to,
        @Nullable String fault,
        @Nullable String note) {

    /// The address to go on to, for links to other ways in: `?to=...`; empty without one.
    public String toQuery() {
        return to.isEmpty() ? "" : "?to=" + URLEncoder.encode(to, UTF_8);
    }
}
