package dev.muster.sso;

import dev.muster.tenant.Role;
import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The single sign-on of a tenant (`sso/settings`).
///
/// Its forms, below `/t/{tenant}/settings/single-sign-on`: POST there with the fields of [Form], `group` and `role` as
/// often as there are rows; `/test` and `/remove` without; `/domains`, `/domains/check` and `/domains/give-up` with
/// `domain`; `/passwords` with `taken`, `true` or `false`.
///
/// @param callback       the address to enter at the provider, where it sends people back
/// @param signedOut      the address to enter there, where it tells whom it signed out
/// @param saved          whether there is a single sign-on, and so a secret that can be kept
/// @param takesPasswords whether passwords let members in as well
/// @param byProvider     whether the viewer came by it
/// @param faults         sentence by field: `issuer`, `clientId`, `secret`, `groupsClaim`, `groups`, `domain`
/// @param refused        why the last act was not done, as sentences
/// @param done           what it did, as a sentence
public record SignOnSettingsView(
        String callback,
        String signedOut,
        Form form,
        boolean saved,
        List<Domain> domains,
        boolean takesPasswords,
        boolean byProvider,
        Map<String, String> faults,
        @Nullable String refused,
        @Nullable String done) {
    public SignOnSettingsView {
        domains = List.copyOf(domains);
        faults = Map.copyOf(faults);
    }

    /// @param groups with a few empty rows to fill
    public record Form(String issuer, String clientId, String groupsClaim, boolean letsJoin, List<Group> groups) {
        public Form {
            groups = List.copyOf(groups);
        }
    }

    /// @param role as the form sends it: `REVIEWER`; empty in a row to fill
    public record Group(String name, String role) {}

    /// @param record what its TXT record must be
    /// @param proved when it was seen; none before
    public record Domain(
            String name, String record, @Nullable Moment proved) {}

    /// What a group can have.
    public List<Role> roles() {
        return List.of(Role.values());
    }
}
