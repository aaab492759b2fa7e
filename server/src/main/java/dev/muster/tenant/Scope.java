package dev.muster.tenant;

import java.util.Set;

/// What an API token may do at most. None includes another; nor does one add to what its bearer's role allows.
public enum Scope {
    /// See data, members and the record.
    READ("Read", "lists, people, access, changes, files"),
    /// Add, configure and run integrations, and decide whose accounts are.
    INTEGRATIONS("Integrations", "sync, upload, configure"),
    /// Change members and settings, and delete.
    ADMIN("Admin", "members, settings, deletions");

    private final String title;
    private final String meaning;

    Scope(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /// As pages name it.
    public String title() {
        return title;
    }

    /// What it is for, in a few words.
    public String meaning() {
        return meaning;
    }

    /// Those that somebody of that role may give to a token: Reviewers and Auditors let scripts read.
    public static Set<Scope> givenBy(Role role) {
        return switch (role) {
            case ADMINISTRATOR, RISK_MANAGER -> Set.of(values());
            case REVIEWER, AUDITOR -> Set.of(READ);
        };
    }
}
