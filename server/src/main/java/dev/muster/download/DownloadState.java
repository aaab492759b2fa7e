package dev.muster.download;

import dev.muster.web.Badge;
import java.util.Locale;

/// How far a file is.
enum DownloadState {
    WAITING(Badge.WAITING),
    RUNNING(Badge.RUNNING),
    /// Whole: only now it is offered.
    READY(Badge.COMPLETE),
    FAILED(Badge.FAILED);

    private final Badge badge;

    DownloadState(Badge badge) {
        this.badge = badge;
    }

    Badge badge() {
        return badge;
    }

    /// As calls spell it: `ready`.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether something still happens to it.
    boolean isOpen() {
        return this == WAITING || this == RUNNING;
    }
}
