package dev.muster.backup;

import org.jspecify.annotations.Nullable;

/// Why a command about stored data was not done, for the person at the console: one sentence on what happened and how
/// things stand, one on what to do.
public final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String happened;
    private final String remedy;

    /// @param happened `backup.muster is damaged or was cut off; nothing was restored.`
    /// @param remedy   `Take another copy of it.`
    public NotDone(String happened, String remedy) {
        this(happened, remedy, null);
    }

    /// As [#NotDone(String, String)], with what lies behind it.
    public NotDone(String happened, String remedy, @Nullable Throwable cause) {
        super(happened + " " + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
    }

    /// What happened, one sentence.
    public String happened() {
        return happened;
    }

    /// What to do, one sentence.
    public String remedy() {
        return remedy;
    }
}
