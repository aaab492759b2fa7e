package dev.muster.custom;

/// What becomes of a row.
sealed interface Judged {

    record Good(Facts facts) implements Judged {}

    /// @param why     one sentence without full stop: `User e-mail is empty`
    /// @param follows what that means: `No account can be told without it`; empty when that is plain
    record Rejected(String why, String follows) implements Judged {}
}
