package dev.muster.web;

import org.jspecify.annotations.Nullable;

/// What every page needs, signed in or not. Controllers find it in their model as `frame`.
///
/// @param assets address below which styles, scripts and fonts lie, with the digest of their content: `/assets/3f9a0c`
/// @param csrf   for the forms of the page; none outside the security filters
/// @param nonce  lets this page's own scripts pass the content policy; none when no policy is set
/// @param theme  as the person chose
/// @param server address of Muster as this page was reached, without a slash at its end
/// @param here   path within Muster and query of this page, to come back to after a choice that concerns all pages
public record Frame(
        String assets, @Nullable Csrf csrf, @Nullable String nonce, Theme theme, String server, String here) {}
