package dev.muster.setup;

import dev.muster.web.Badge;

/// The one action that stands in words beside an integration's message: what solves it, or what people come for.
public enum NextStep {
    CONFIGURE_AND_INTEGRATE("Configure and Integrate"),
    REVIEW_CHANGE("Review change"),
    CONFIGURE("Configure"),
    UPLOAD("Upload a file"),
    VIEW_PROGRESS("View progress"),
    RESUME("Resume"),
    SYNC_NOW("Sync now"),
    OPEN("Open");

    private final String title;

    NextStep(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /// Whether it changes something, and is therefore sent as a form.
    public boolean isPosted() {
        return this == RESUME || this == SYNC_NOW;
    }

    /// Where it leads or is sent, below the integration's address.
    public String path(Standing standing) {
        return switch (this) {
            case CONFIGURE_AND_INTEGRATE, CONFIGURE -> "/configure";
            case REVIEW_CHANGE -> "/runs/" + standing.heldRun();
            case UPLOAD -> "/upload";
            case RESUME -> "/resume";
            case SYNC_NOW -> "/sync";
            case VIEW_PROGRESS, OPEN -> "";
        };
    }

    /// @param manages whether the viewer may change the integration; otherwise only looking is offered
    static NextStep of(Standing standing, boolean manages) {
        if (standing.heldRun() != null) {
            return REVIEW_CHANGE;
        }
        if (standing.syncing()) {
            return VIEW_PROGRESS;
        }
        if (!manages) {
            return OPEN;
        }
        if (!standing.configured()) {
            return standing.brought() ? UPLOAD : CONFIGURE_AND_INTEGRATE;
        }
        if (standing.paused()) {
            return RESUME;
        }
        if (standing.brought()) {
            return UPLOAD;
        }
        return standing.badge() == Badge.NEEDS_ATTENTION || standing.oldCredential() ? CONFIGURE : SYNC_NOW;
    }
}
