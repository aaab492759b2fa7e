package dev.muster.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// For how long the past is kept (`settings/retention`): GET and POST `/t/{tenant}/settings/retention` with `months`.
///
/// @param kept      months that count now
/// @param mayChange whether the viewer may change that
/// @param typed     what the field shows
/// @param faults    by field
/// @param done      what was just done; none otherwise
public record RetentionView(
        int kept,
        boolean mayChange,
        String typed,
        Map<String, String> faults,
        @Nullable String done) {
    public RetentionView {
        faults = Map.copyOf(faults);
    }
}
