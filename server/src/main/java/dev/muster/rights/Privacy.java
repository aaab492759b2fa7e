package dev.muster.rights;

/// Who sees a group and what it owns.
public enum Privacy {
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

    /// `private team`, `team, not known whether private`.
    public String with(String noun) {
        return this == UNKNOWN ? "%s, %s".formatted(noun, brief) : "%s %s".formatted(brief, noun);
    }

    public String sentence() {
        return sentence;
    }
}
