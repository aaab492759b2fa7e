package dev.muster.rights;

import org.jspecify.annotations.Nullable;

/// Who sees a group and what it owns.
public enum Privacy {
    /// The application has no such notion.
    NONE("", ""),
    PUBLIC("public", "Public"),
    /// Those who are in it, and few others.
    PRIVATE("private", "Private: hidden from most who are not in it"),
    /// Nothing tells.
    UNKNOWN("not known whether private", "Unknown: nothing tells whether it is private");

    private final String brief;
    private final String sentence;

    Privacy(String brief, String sentence) {
        this.brief = brief;
        this.sentence = sentence;
    }

    /// @param hidden `true` or `false`; none when nothing tells
    static Privacy of(@Nullable String hidden) {
        if (hidden == null) {
            return UNKNOWN;
        }
        return Boolean.parseBoolean(hidden) ? PRIVATE : PUBLIC;
    }

    /// `private team`, `team, not known whether private`.
    public String with(String noun) {
        return switch (this) {
            case NONE -> noun;
            case UNKNOWN -> "%s, %s".formatted(noun, brief);
            case PUBLIC, PRIVATE -> "%s %s".formatted(brief, noun);
        };
    }

    public String sentence() {
        return sentence;
    }
}
