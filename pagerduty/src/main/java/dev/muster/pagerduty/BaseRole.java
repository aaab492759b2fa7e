package dev.muster.pagerduty;

import dev.muster.connector.Entitlement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The base roles of PagerDuty's users under Advanced Permissions, with the titles its dashboard shows.
///
/// See <https://support.pagerduty.com/main/docs/advanced-permissions>, whose last table maps values to titles.
enum BaseRole {
    OWNER("owner", "Account Owner", true, 90),
    ADMIN("admin", "Global Admin", true, 90),
    USER("user", "Manager/User", false, 50),
    LIMITED_USER("limited_user", "Responder", false, 40),
    OBSERVER("observer", "Observer", false, 30),
    RESTRICTED_ACCESS("restricted_access", "Restricted Access", false, 10),
    READ_ONLY_USER("read_only_user", "Full Stakeholder", false, 20),
    READ_ONLY_LIMITED_USER("read_only_limited_user", "Limited Stakeholder", false, 5);

    /// The type of resource a base role is held on: the account as a whole.
    static final String RESOURCE = "account";

    private final String value;
    private final String title;
    private final boolean privileged;
    private final int reach;

    BaseRole(String value, String title, boolean privileged, int reach) {
        this.value = value;
        this.title = title;
        this.privileged = privileged;
        this.reach = reach;
    }

    static List<Entitlement> entitlements() {
        return Arrays.stream(values())
                .map(role -> new Entitlement(RESOURCE, role.value, role.title, role.privileged))
                .toList();
    }

    static Optional<BaseRole> of(String value) {
        return Arrays.stream(values()).filter(role -> role.value.equals(value)).findFirst();
    }

    static String titleOf(String value) {
        return of(value).map(role -> role.title).orElse("Unknown (" + value + ")");
    }

    /// How much a personal key of a holder sees, on the scale of [dev.muster.connector.Credential#reach].
    int reach() {
        return reach;
    }

    /// Owners and admins see private teams they are not in; nobody else does.
    boolean seesEverything() {
        return privileged;
    }
}
