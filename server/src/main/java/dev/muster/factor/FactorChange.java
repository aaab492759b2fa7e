package dev.muster.factor;

import org.jspecify.annotations.Nullable;

/// What somebody did about their own second factor, or with it.
enum FactorChange {
    SET_UP("factor.set_up", "An authenticator app was set up"),
    APP_REMOVED("factor.app_removed", "The authenticator app was removed; passkeys go on as before"),
    PASSKEY_ADDED("passkey.added", "A passkey was added"),
    PASSKEY_RENAMED("passkey.renamed", null),
    PASSKEY_REMOVED("passkey.removed", "A passkey was removed"),
    LAST_PASSKEY_REMOVED("passkey.removed", "The last passkey was removed, and the second factor with it"),
    PASSKEY_USED("passkey.used", null),
    PASSKEY_REFUSED("passkey.refused", null),
    TURNED_OFF("factor.turned_off", "The second factor was turned off"),
    CODES_MADE("factor.recovery_codes_made", "New recovery codes were made, and those of before do not work any more"),
    CODE_USED("factor.recovery_code_used", "A recovery code was used");

    private final String action;
    private final @Nullable String sentence;

    FactorChange(String action, @Nullable String sentence) {
        this.action = action;
        this.sentence = sentence;
    }

    /// As the audit record names it.
    String action() {
        return action;
    }

    /// As a mail tells it, without its full stop; none of what is recorded and not told.
    @Nullable
    String sentence() {
        return sentence;
    }
}
