package dev.muster.pagerduty.api;

import dev.muster.connector.Entitlement;
import dev.muster.kit.answer.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The base roles of PagerDuty's users, the strongest first, under Advanced Permissions, with the titles its dashboard
/// shows, and with those of the basic tier where a role exists there too.
///
/// See <https://support.pagerduty.com/main/docs/advanced-permissions>, whose last table maps values to titles, and
/// <https://support.pagerduty.com/main/docs/user-roles> for the basic tier.
public enum BaseRole {
    OWNER("owner", "Account Owner", "Owner", true, 90),
    ADMIN("admin", "Global Admin", "Admin", true, 90),
    USER("user", "Manager/User", "User", false, 50),
    LIMITED_USER("limited_user", "Responder", "Limited User", false, 40),
    OBSERVER("observer", "Observer", null, false, 30),
    READ_ONLY_USER("read_only_user", "Full Stakeholder", "Stakeholder", false, 20),
    RESTRICTED_ACCESS("restricted_access", "Restricted Access", null, false, 10),
    READ_ONLY_LIMITED_USER("read_only_limited_user", "Limited Stakeholder", null, false, 5);

    /// The type of resource a base role is held on: the account as a whole.
    public static final String RESOURCE = "account";

    /// What stands where no role is told.
    public static final String NONE = "(none)";

    private final String value;
    private final String title;
    private final @Nullable String basicTitle;
    private final boolean privileged;
    private final int reach;

    BaseRole(String value, String title, @Nullable String basicTitle, boolean privileged, int reach) {
        this.value = value;
        this.title = title;
        this.basicTitle = basicTitle;
        this.privileged = privileged;
        this.reach = reach;
    }

    public static List<Entitlement> entitlements() {
        return Arrays.stream(values())
                .map(role -> new Entitlement(RESOURCE, role.value, role.title, role.privileged, role.rank()))
                .toList();
    }

    public static Optional<BaseRole> of(String value) {
        return Arrays.stream(values()).filter(role -> role.value.equals(value)).findFirst();
    }

    /// The strongest of several, of which PagerDuty gives one as a rule; empty without any, and when one of them is
    /// unknown.
    public static Optional<BaseRole> strongest(List<String> values) {
        List<Optional<BaseRole>> roles = values.stream().map(BaseRole::of).toList();
        return roles.contains(Optional.<BaseRole>empty())
                ? Optional.empty()
                : roles.stream().flatMap(Optional::stream).max(Comparator.comparingInt(BaseRole::rank));
    }

    /// The more it allows by itself, the higher.
    private int rank() {
        return values().length - ordinal();
    }

    public static String titleOf(String value) {
        return of(value).map(role -> role.title).orElse(Words.unknown(value));
    }

    /// `Manager/User`.
    public String title() {
        return title;
    }

    /// The title on the basic tier, `User`; the usual one for a role that does not exist there.
    public String basicTitle() {
        return basicTitle == null ? title : basicTitle;
    }

    /// Whether holding it proves Advanced Permissions.
    public boolean isOfAdvancedOnly() {
        return this == OBSERVER || this == RESTRICTED_ACCESS;
    }

    /// Whether roles in teams and on objects go before it.
    public boolean isFlexible() {
        return this == USER || this == LIMITED_USER || isOfAdvancedOnly();
    }

    public boolean isStakeholder() {
        return this == READ_ONLY_USER || this == READ_ONLY_LIMITED_USER;
    }

    /// How much a personal key of a holder sees, on the scale of [dev.muster.connector.Credential#reach].
    public int reach() {
        return reach;
    }

    /// Owners and admins see private teams they are not in; nobody else does.
    public boolean seesEverything() {
        return privileged;
    }
}
