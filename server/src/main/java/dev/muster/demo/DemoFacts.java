package dev.muster.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `demo.json` holds: all a script needs to use the demo, and all the next start needs to go on with it.
///
/// @param url      of the server
/// @param apiToken acts as the Administrator of acme
/// @param users    one entry for each tenant somebody belongs to
/// @param europe   the second simulated account; none in a demo without a story
record DemoFacts(
        String url,
        String apiToken,
        List<SignIn> users,
        Simulator simulator,
        @Nullable Simulator europe) {

    /// Somebody's way in.
    ///
    /// @param tenant name of the tenant in addresses
    /// @param role   as pages show it
    record SignIn(String email, String password, String tenant, String role) {
        @Override
        public String toString() {
            return "SignIn[%s, %s of %s]".formatted(email, role, tenant);
        }
    }

    /// The simulated account.
    ///
    /// @param url   its address, to be reused: the integration's settings name it
    /// @param token read-only access key
    record Simulator(String url, String token, int users, int teams, long seed) {
        AccountSize size() {
            return new AccountSize(users, teams, seed);
        }
    }

    DemoFacts at(String otherUrl) {
        return new DemoFacts(otherUrl, apiToken, users, simulator, europe);
    }

    @Override
    public String toString() {
        return "DemoFacts[" + url + "]";
    }
}
