package dev.muster.web;

import dev.muster.tenant.Action;
import dev.muster.tenant.Role;

/// The entries of the navigation.
public enum Nav {
    HOME("Home", "/home", Icon.HOME, "g o"),
    PEOPLE("People", "/people", Icon.USERS, "g p"),
    ACCESS("Access", "/access", Icon.KEY, "g c"),
    TEAMS("Teams", "/teams", Icon.USERS_GROUP, "g g"),
    ON_CALL("On-call and services", "/on-call", Icon.PHONE_CALL, "g r"),
    CHANGES("Changes", "/changes", Icon.ARROWS_DIFF, "g d"),
    INTEGRATIONS("Third Party Applications", "/integrations", Icon.PLUG_CONNECTED, "g i"),
    MEMBERS("Members", "/settings/members", Icon.USERS, "g m"),
    SIGNING_IN("Signing in", "/settings/signing-in", Icon.SHIELD_CHECK, "g s"),
    TOKENS("API tokens", "/settings/tokens", Icon.KEY, "g t"),
    MAIL("Mail", "/settings/mail", Icon.MAIL, "g l"),
    WEBHOOKS("Webhooks", "/settings/webhooks", Icon.WORLD, "g w"),
    HISTORY("History", "/settings/retention", Icon.HISTORY, "g h"),
    AUDIT("Audit", "/settings/audit", Icon.LIST_CHECK, "g a");

    private final String title;
    private final String path;
    private final Icon icon;
    private final String keys;

    Nav(String title, String path, Icon icon, String keys) {
        this.title = title;
        this.path = path;
        this.icon = icon;
        this.keys = keys;
    }

    /// As the navigation shows it.
    public String title() {
        return title;
    }

    /// Below the tenant's address: `/integrations`.
    public String path() {
        return path;
    }

    public Icon icon() {
        return icon;
    }

    /// Keys that lead there, pressed one after the other: `g i`.
    public String keys() {
        return keys;
    }

    /// Whether the entry leads a member of this role anywhere.
    public boolean isFor(Role role) {
        return switch (this) {
            case AUDIT -> Action.SEE_RECORD.isFor(role);
            case WEBHOOKS -> Action.MANAGE_WEBHOOKS.isFor(role);
            case MAIL -> Action.SEE_MAIL.isFor(role);
            default -> true;
        };
    }
}
