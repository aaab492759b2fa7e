package dev.muster.invitation;

import dev.muster.tenant.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody with an invitation's link is asked (`invitation/join`).
///
/// Its forms, each with `code` (hidden): POST `/invitation` with `name` and `password` makes a sign-in and joins;
/// POST `/invitation/join` joins with the sign-in that the browser is signed in with; POST `/invitation/decline`.
///
/// @param until   as the page shows it: `30 Nov 2026, 09:40 UTC`
/// @param asker   e-mail of whoever is signed in; none otherwise
/// @param name    as the inviter wrote it, or as typed
/// @param faults  sentence by field name
/// @param refused why the last answer did not count, as a sentence
public record JoinView(
        String code,
        String tenant,
        Role role,
        String invitedBy,
        String email,
        String until,
        @Nullable String asker,
        String name,
        Map<String, String> faults,
        @Nullable String refused) {

    public JoinView {
        faults = Map.copyOf(faults);
    }

    /// The page once more, for whoever signs in meanwhile.
    public String path() {
        return "/invitation?code=" + code;
    }

    /// The code lets its bearer in; it stays out of logs.
    @Override
    public String toString() {
        return "JoinView[" + email + ", (secret)]";
    }
}
