package dev.muster.kit.transport;

/// What was said about the way to the service cannot be used.
public final class RouteRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String happened;
    private final String remedy;

    RouteRefused(String happened, String remedy) {
        super(happened + ". " + remedy);
        this.happened = happened;
        this.remedy = remedy;
    }

    /// One sentence without a full stop. Never what was written, which may hold a password.
    public String happened() {
        return happened;
    }

    /// One sentence without a full stop.
    public String remedy() {
        return remedy;
    }
}
