package dev.muster.web;

/// Every status and outcome a page can show: a colour, a shape and a word, never a colour alone.
public enum Badge {
    NOT_CONFIGURED(Tone.NONE, Icon.CIRCLE_DASHED, "Not configured"),
    SYNCING(Tone.RUN, Icon.REFRESH, "Syncing"),
    CONNECTED(Tone.OK, Icon.CIRCLE_CHECK, "Connected"),
    NEEDS_ATTENTION(Tone.BAD, Icon.ALERT_TRIANGLE, "Needs attention"),
    ON_HOLD(Tone.HOLD, Icon.HAND_STOP, "On hold"),
    PAUSED(Tone.IDLE, Icon.PLAYER_PAUSE, "Paused"),

    RUNNING(Tone.RUN, Icon.REFRESH, "Running"),
    COMPLETE(Tone.OK, Icon.CHECK, "Complete"),
    PARTIAL(Tone.HOLD, Icon.CHART_PIE_2, "Partial"),
    FAILED(Tone.BAD, Icon.ALERT_TRIANGLE, "Failed"),
    HELD(Tone.HOLD, Icon.HAND_STOP, "Held"),
    CANCELLED(Tone.IDLE, Icon.BAN, "Cancelled"),

    WAITING(Tone.IDLE, Icon.MINUS, "Waiting"),
    READING(Tone.RUN, Icon.REFRESH, "Reading"),
    READ(Tone.OK, Icon.CHECK, "Read"),
    INCOMPLETE(Tone.BAD, Icon.ALERT_TRIANGLE, "Incomplete"),
    NOT_AVAILABLE(Tone.IDLE, Icon.MINUS, "Not available"),
    SWITCHED_OFF(Tone.IDLE, Icon.MINUS, "Switched off");

    private final Tone tone;
    private final Icon icon;
    private final String word;

    Badge(Tone tone, Icon icon, String word) {
        this.tone = tone;
        this.icon = icon;
        this.word = word;
    }

    public Tone tone() {
        return tone;
    }

    public Icon icon() {
        return icon;
    }

    /// As pages show it: `Needs attention`.
    public String word() {
        return word;
    }
}
