package dev.muster.sso;

import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A single sign-on as the form has it.
///
/// @param secret empty to keep the one that is stored
/// @param groups rows of the table of groups; those without a name are none
record Wanted(
        String issuer, String clientId, String secret, String groupsClaim, boolean letsJoin, List<GroupRow> groups) {
    /// Most groups with a role.
    static final int MOST_GROUPS = 100;

    private static final int LONGEST_ISSUER = 500;
    private static final int LONGEST_CLIENT = 300;
    private static final int LONGEST_SECRET = 2000;
    private static final int LONGEST_CLAIM = 100;
    private static final int LONGEST_GROUP = 300;

    Wanted {
        groups = List.copyOf(groups);
    }

    /// A group and the name of its role, `REVIEWER`.
    record GroupRow(String name, String role) {
        boolean isEmpty() {
            return name.isBlank();
        }
    }

    /// What is stored of it, besides the secret.
    ///
    /// @param needsSecret whether there is none yet that could be kept
    /// @throws InvalidInput about `issuer`, `clientId`, `secret`, `groupsClaim`, `groups`
    SingleSignOn checked(boolean needsSecret) {
        var faults = new Faults();
        String address = faults.line("issuer", "Issuer", issuer, LONGEST_ISSUER);
        if (!isIssuer(address)) {
            faults.add("issuer", "An issuer is an https address without query, such as https://login.company.example.");
        }
        String client = faults.line("clientId", "Client id", clientId, LONGEST_CLIENT);
        if (needsSecret || !secret.isBlank()) {
            faults.line("secret", "Client secret", secret, LONGEST_SECRET);
        }
        String claim = faults.line("groupsClaim", "Claim with the groups", groupsClaim, LONGEST_CLAIM);
        Map<String, Role> roles = roles(faults);
        if (letsJoin && roles.isEmpty()) {
            faults.add("groups", "Whoever joins needs a role, so name at least one group with a role.");
        }
        faults.throwIfAny();
        return new SingleSignOn(address, client, claim, letsJoin, roles);
    }

    private Map<String, Role> roles(Faults faults) {
        Map<String, Role> roles = new HashMap<>();
        for (GroupRow row : groups) {
            if (row.isEmpty()) {
                continue;
            }
            var ofRow = new Faults();
            String name = ofRow.line("groups", "A group", row.name(), LONGEST_GROUP);
            Role role = Role.named(row.role(), ofRow);
            if (roles.put(name, role) != null) {
                ofRow.add("groups", "%s has two roles. Give it one.".formatted(name));
            }
            try {
                ofRow.throwIfAny();
            } catch (InvalidInput faulty) {
                faults.add("groups", String.join(" ", faulty.faults().values()));
            }
        }
        if (roles.size() > MOST_GROUPS) {
            faults.add("groups", "There are more than %d groups. Give roles to fewer.".formatted(MOST_GROUPS));
        }
        return roles;
    }

    private static boolean isIssuer(String typed) {
        try {
            var address = new URI(typed);
            return ProviderHost.isSafe(address) && address.getRawQuery() == null && address.getRawFragment() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Wanted[%s, %s, (secret)]".formatted(issuer, clientId);
    }
}
