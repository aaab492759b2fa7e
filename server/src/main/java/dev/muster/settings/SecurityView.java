package dev.muster.settings;

import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the viewer signs in (`settings/security`).
///
/// Its forms: POST `/t/{tenant}/security/password` with `current` and `password`; POST `.../security/sessions/end`
/// with `session`, empty for all but this one.
///
/// @param email   the viewer signs in with
/// @param byProvider whether they came by single sign-on: password and second factor are then none of this page's
/// @param changed when the password was set
/// @param factor  what of a second factor is on; none without one
/// @param required names of the viewer's tenants that let nobody in without one: `Acme and Globex`; empty for none
/// @param faults  sentence by field: `current`, `password`
/// @param done    what the last change did, as a sentence
public record SecurityView(
        String email,
        boolean byProvider,
        @Nullable Moment changed,
        @Nullable Factor factor,
        String required,
        List<Row> sessions,
        Map<String, String> faults,
        @Nullable String done) {

    public SecurityView {
        sessions = List.copyOf(sessions);
        faults = Map.copyOf(faults);
    }

    /// @param since    when it was set up
    /// @param lastUsed when a code of the app was taken last
    /// @param left     recovery codes that were not used
    /// @param made     when those were made
    public record Factor(Moment since, @Nullable Moment lastUsed, int left, Moment made) {}

    /// @param name as the form sends it
    /// @param self whether the page is read in it
    public record Row(String name, String browser, String address, Moment began, Moment lastUsed, boolean self) {}
}
