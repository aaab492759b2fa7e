package dev.muster.simulator;

/// Where an account lives. A key of one region is not known in the other.
public enum Region {
    US(""),
    EU("eu.");

    private final String infix;

    Region(String infix) {
        this.infix = infix;
    }

    /// Beginning of every `self`; for show only, nothing of the simulator answers there.
    String api() {
        return "https://api.%spagerduty.com".formatted(infix);
    }

    /// Beginning of every `html_url`.
    String web() {
        return "https://acme.%spagerduty.com".formatted(infix);
    }
}
