package dev.muster.settings;

import java.util.List;

/// Recovery codes, shown this once (`settings/recoveryCodes`).
///
/// @param isNew whether a second factor was just set up with them
/// @param to    where to go on
public record RecoveryCodesView(List<String> codes, boolean isNew, String to) {
    public RecoveryCodesView {
        codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
        return "RecoveryCodesView[(secret)]";
    }
}
