package dev.muster.web;

import org.jspecify.annotations.Nullable;

/// One step of the path above a page.
///
/// @param href where it leads; none for a group that is not a page, and for the page itself
public record Crumb(String text, @Nullable String href) {

    /// A step that leads nowhere.
    public static Crumb of(String text) {
        return new Crumb(text, null);
    }
}
