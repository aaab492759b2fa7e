package dev.muster.audit;

import org.jspecify.annotations.Nullable;

/// Text that somebody else wrote, fit to be kept for good: without control characters, lone surrogates and what
/// turns the direction of the text around it, and no longer than it may be.
public final class CleanText {
    private static final String UNFIT = "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]";

    private CleanText() {}

    /// @param longest in characters; what is cut off leaves an ellipsis
    public static @Nullable String of(@Nullable String text, int longest) {
        return text == null ? null : cut(text, longest);
    }

    /// As [#of], for text that is there.
    public static String cut(String text, int longest) {
        String fit = text.replaceAll(UNFIT, " ").strip();
        if (fit.length() <= longest) {
            return fit;
        }
        int end = Character.isHighSurrogate(fit.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return fit.substring(0, end) + "…";
    }
}
