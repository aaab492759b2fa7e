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
/// @param changed when the password was set
/// @param faults  sentence by field: `current`, `password`
/// @param done    what the last change did, as a sentence
public record SecurityView(
        String email,
        @Nullable Moment changed,
        List<Row> sessions,
        Map<String, String> faults,
        @Nullable String done) {

    public SecurityView {
        sessions = List.copyOf(sessions);
        faults = Map.copyOf(faults);
    }

    /// @param name as the form sends it
    /// @param self whether the page is read in it
    public record Row(String name, String browser, String address, Moment began, Moment lastUsed, boolean self) {}
}
