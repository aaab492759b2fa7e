package dev.muster.web;

/// What a colour of a badge or a note means; the pages use colour for nothing else.
public enum Tone {
    OK("ok"),
    HOLD("hold"),
    BAD("bad"),
    RUN("run"),
    IDLE("idle"),
    NONE("none");

    private final String suffix;

    Tone(String suffix) {
        this.suffix = suffix;
    }

    /// Ending of the style class: `st-ok`, `note-bad`.
    public String suffix() {
        return suffix;
    }
}
