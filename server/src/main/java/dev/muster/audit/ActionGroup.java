package dev.muster.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an act was about, in the groups that the audit record can be narrowed to. The part of an action before its dot
/// decides.
public enum ActionGroup {
    INTEGRATIONS("Integrations and uploads", "integration", "upload"),
    SYNCS("Syncs and revisions", "sync", "revision", "revisions"),
    PEOPLE("People and accounts", "account"),
    FILES("Files taken away", "download", "file"),
    MEMBERS("Members and signing in", "member", "factor", "passkey", "session", "request"),
    TOKENS("API tokens", "token"),
    TENANT("Settings of the tenant", "tenant", "retention", "keys", "webhook", "filter"),
    RECORD("The audit record itself", "record");

    private final String title;
    private final List<String> families;

    ActionGroup(String title, String... families) {
        this.title = title;
        this.families = List.of(families);
    }

    /// The group of an action; empty when this version of Muster has no such actions.
    static Optional<ActionGroup> ofAction(String action) {
        String family = action.substring(0, Math.max(0, action.indexOf('.')));
        return Arrays.stream(values())
                .filter(group -> group.families.contains(family))
                .findFirst();
    }

    /// The group that an address names.
    public static Optional<ActionGroup> of(String id) {
        return Arrays.stream(values()).filter(group -> group.id().equals(id)).findFirst();
    }

    /// As an address names it: `members`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As a page names it.
    public String title() {
        return title;
    }

    /// What its actions begin with, up to the dot.
    List<String> families() {
        return families;
    }
}
