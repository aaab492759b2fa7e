package dev.muster.question;

/// What somebody who asks is worried about.
public enum Worry {
    POWER("Power"),
    COMING_AND_GOING("Comings and goings"),
    ON_CALL("On call"),
    SEATS("Seats and order"),
    TRUST("What to trust");

    private final String title;

    Worry(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
