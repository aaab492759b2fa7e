package dev.muster.passkey;

/// Why the answer of an authenticator was refused.
public enum Refusal {
    NOT_ASKED("it answers no question of this session, or one that was answered already or asked too long ago"),
    UNREADABLE("it cannot be read"),
    ANOTHER_ORIGIN("it was given to another site"),
    ANOTHER_HOST("it is for another host"),
    NOT_VERIFIED("the authenticator did not verify who used it"),
    UNKNOWN_PASSKEY("it is of a passkey that is none of theirs"),
    COUNTER_WENT_BACK("the counter of the passkey went back, so the passkey may have been copied"),
    NOT_PROVED("it proves nothing");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /// What about "it", the answer, is wrong, as the end of a sentence.
    public String words() {
        return words;
    }
}
