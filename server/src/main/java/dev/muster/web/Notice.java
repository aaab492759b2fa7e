package dev.muster.web;

/// What the act before this page did, shown once on top of it. A controller that redirects leaves it as flash
/// attribute [#KEY].
///
/// @param text a sentence with the next step
public record Notice(Tone tone, String text) {

    /// Name of the flash attribute.
    public static final String KEY = "notice";

    /// It was done.
    public static Notice done(String text) {
        return new Notice(Tone.OK, text);
    }

    /// It was not done.
    public static Notice refused(String text) {
        return new Notice(Tone.BAD, text);
    }
}
