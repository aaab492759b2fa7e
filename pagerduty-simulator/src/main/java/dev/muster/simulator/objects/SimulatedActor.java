package dev.muster.simulator.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who changed something, and by what means, as the audit trail tells it.
///
/// @param who            usually one; none at all when the trail does not tell
/// @param method         `browser`, `oauth`, `api_token`, `identity_provider` or `other`
/// @param truncatedToken the last four characters of the key that was used
public record SimulatedActor(
        @Nullable List<SimulatedReference> who,
        String method,
        @Nullable String truncatedToken) {

    public SimulatedActor {
        who = who == null ? null : List.copyOf(who);
    }

    /// A user in the web application.
    public static SimulatedActor inBrowser(SimulatedUser user) {
        return new SimulatedActor(List.of(SimulatedReference.to(user)), "browser", null);
    }

    /// A script with a key of the account.
    ///
    /// @param ending the last four characters of the key
    public static SimulatedActor withKey(String keyId, String ending) {
        return new SimulatedActor(
                List.of(new SimulatedReference("api_key_reference", keyId, "Terraform")), "api_token", ending);
    }

    /// A script with a key of a user.
    ///
    /// @param ending the last four characters of the key
    public static SimulatedActor withKeyOf(SimulatedUser user, String ending) {
        return new SimulatedActor(List.of(SimulatedReference.to(user)), "api_token", ending);
    }

    /// An app that was given access.
    public static SimulatedActor app(String appId, String name) {
        return new SimulatedActor(List.of(new SimulatedReference("app_reference", appId, name)), "oauth", null);
    }

    /// Single sign-on; the trail names nobody.
    public static SimulatedActor identityProvider() {
        return new SimulatedActor(null, "identity_provider", null);
    }
}
