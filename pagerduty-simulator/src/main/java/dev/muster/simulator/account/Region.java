package dev.muster.simulator.account;

import java.util.Locale;

/// Where an account lives. A key of one region is not known in the other.
public enum Region {
    US(""),
    EU("eu.");

    /// First part of the account's web address.
    public static final String SUBDOMAIN = "acme";

    private final String infix;

    Region(String infix) {
        this.infix = infix;
    }

    /// As a token request names it: `us`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Beginning of every `self`; for show only, nothing of the simulator answers there.
    public String api() {
        return "https://api.%spagerduty.com".formatted(infix);
    }

    /// Beginning of every `html_url`.
    public String web() {
        return "https://%s.%spagerduty.com".formatted(SUBDOMAIN, infix);
    }
}
