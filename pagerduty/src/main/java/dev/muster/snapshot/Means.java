package dev.muster.snapshot;

/// How a reading proves who it is.
enum Means {
    TOKEN(
            "Access token",
            "Check the token, that it is whole, and --region or --api",
            "Use an account key, or the key of a user who may see this"),
    APP(
            "Scoped OAuth app",
            "Check PAGERDUTY_CLIENT_ID, PAGERDUTY_CLIENT_SECRET, --subdomain and --region or --api",
            "Give the app the scope for it at PagerDuty");

    private final String words;
    private final String whenRefused;
    private final String whenNotPermitted;

    Means(String words, String whenRefused, String whenNotPermitted) {
        this.words = words;
        this.whenRefused = whenRefused;
        this.whenNotPermitted = whenNotPermitted;
    }

    /// What is known of it before PagerDuty says more.
    String words() {
        return words;
    }

    String whenRefused() {
        return whenRefused;
    }

    String whenNotPermitted() {
        return whenNotPermitted;
    }
}
