package dev.muster.tenant;

import dev.muster.problem.Faults;
import org.jspecify.annotations.Nullable;

/// What a member may do in a tenant. Application owners also manage their own integrations.
public enum Role {
    /// Everything: integrations, members, API tokens.
    ADMINISTRATOR("Administrator"),
    /// Sees all, manages integrations, not members.
    RISK_MANAGER("Risk Manager"),
    /// Sees access data, decides nothing about integrations they do not own.
    REVIEWER("Reviewer"),
    /// Sees all, the audit record included, and changes nothing.
    AUDITOR("Auditor");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /// The role of that name, as forms send it: `RISK_MANAGER`.
    ///
    /// @return [#AUDITOR], the one that changes nothing, when a fault was added
    public static Role named(@Nullable String name, Faults faults) {
        for (Role role : values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        faults.add("role", "Choose one of the roles.");
        return AUDITOR;
    }

    /// As pages show it.
    public String title() {
        return title;
    }

    /// What it is for, as a sentence for whoever is to have it.
    public String meaning() {
        return switch (this) {
            case ADMINISTRATOR -> "An Administrator sees all and manages integrations, members and settings.";
            case RISK_MANAGER -> "A Risk Manager sees all and manages integrations.";
            case REVIEWER -> "A Reviewer sees access data, and manages the integrations they answer for.";
            case AUDITOR -> "An Auditor sees all, the audit record included, and changes nothing.";
        };
    }
}
