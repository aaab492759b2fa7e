package dev.muster.table;

/// A file that is not read, in words for whoever brought it: what is wrong, where, and what to do.
public final class BadFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public BadFile(Kind kind, String what) {
        super(what, null, false, false);
        this.kind = kind;
    }

    /// What kind of thing is wrong.
    public enum Kind {
        /// It is no table that can be read: another format, another encoding, broken, or made to do harm.
        UNREADABLE,
        /// It holds more than is taken.
        TOO_LARGE,
        /// It can be read, and what it holds does not fit.
        UNFIT
    }

    public Kind kind() {
        return kind;
    }

    /// The same words, which are never missing.
    public String words() {
        return String.valueOf(getMessage());
    }
}
