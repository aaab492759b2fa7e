package dev.muster.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an error page says (`web/error` inside a tenant, `web/errorBare` outside, `web/errorNote` as part of a page):
/// what happened, how things stand, what to do. Nothing internal.
///
/// @param status    of the answer: 404
/// @param title     what happened
/// @param text      how things stand and what to do
/// @param more      further sentences, a line each
/// @param reference under which the log holds the cause; none when there is no more to know
/// @param at        when, in UTC; none without a reference
/// @param again     address to try once more; none when that cannot help or would send a form twice
public record ErrorView(
        int status,
        Icon icon,
        String title,
        String text,
        List<String> more,
        @Nullable String reference,
        @Nullable Moment at,
        @Nullable String again) {

    public ErrorView {
        more = List.copyOf(more);
    }

    static ErrorView of(int status, Icon icon, String title, String text) {
        return new ErrorView(status, icon, title, text, List.of(), null, null, null);
    }
}
