package dev.muster.factor;

/// What somebody did about their own second factor.
enum FactorChange {
    SET_UP("factor.set_up", "An authenticator app was set up"),
    TURNED_OFF("factor.turned_off", "The second factor was turned off"),
    CODES_MADE("factor.recovery_codes_made", "New recovery codes were made, and those of before do not work any more"),
    CODE_USED("factor.recovery_code_used", "A recovery code was used");

    private final String action;
    private final String sentence;

    FactorChange(String action, String sentence) {
        this.action = action;
        this.sentence = sentence;
    }

    /// As the audit record names it.
    String action() {
        return action;
    }

    /// As a mail tells it, without its full stop.
    String sentence() {
        return sentence;
    }
}
