package dev.muster.settings;

import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the viewer signs in (`settings/security`).
///
/// Its forms: POST `/t/{tenant}/security/password` with `current` and `password`; POST `.../security/sessions/end`
/// with `session`, empty for all but this one; those of [FactorPages] and [PasskeyPages].
///
/// @param email   the viewer signs in with
/// @param byProvider whether they came by single sign-on: password and second factor are then none of this page's
/// @param changed when the password was set
/// @param factor  the second factor
/// @param faults  sentence by field: `current`, `password`
/// @param done    what the last change did, as a sentence
public record SecurityView(
        String email,
        boolean byProvider,
        @Nullable Moment changed,
        Factor factor,
        List<Row> sessions,
        Map<String, String> faults,
        @Nullable String done) {

    public SecurityView {
        sessions = List.copyOf(sessions);
        faults = Map.copyOf(faults);
    }

    /// What the viewer proves besides the password.
    ///
    /// @param codes      none without a second factor
    /// @param required   names of the viewer's tenants that let nobody in without one: `Acme and Globex`; empty for
    ///                   none
    /// @param whyNotHere why no passkey can be added here, as a sentence; none where one can
    public record Factor(
            @Nullable App app,
            List<Passkey> passkeys,
            @Nullable Codes codes,
            String required,
            @Nullable String whyNotHere) {
        public Factor {
            passkeys = List.copyOf(passkeys);
        }

        /// Whether what there is alone keeps a tenant's door open.
        public boolean isLastAndRequired() {
            return !required.isEmpty() && passkeys.size() + (app == null ? 0 : 1) == 1;
        }
    }

    /// @param since    when it was set up
    /// @param lastUsed when a code of it was taken last
    public record App(Moment since, @Nullable Moment lastUsed) {}

    /// @param elsewhere host that it works at, where that is another one; none where it works here
    public record Passkey(
            UUID id,
            String name,
            Moment added,
            @Nullable Moment lastUsed,
            @Nullable String elsewhere) {}

    /// Recovery codes.
    ///
    /// @param left that were not used
    public record Codes(int left, Moment made) {}

    /// @param name as the form sends it
    /// @param self whether the page is read in it
    public record Row(String name, String browser, String address, Moment began, Moment lastUsed, boolean self) {}
}
