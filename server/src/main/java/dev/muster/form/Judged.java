package dev.muster.form;

/// What becomes of a row.
public sealed interface Judged {

    record Good(Facts facts) implements Judged {}

    /// @param why     one sentence without full stop: `User e-mail is empty`; nothing of what the row holds
    /// @param cell    what stands there instead: `j.weber@acme`; empty when that is plain
    /// @param follows what that means: `No account can be told without it`; empty when that is plain
    record Rejected(String why, String cell, String follows) implements Judged {
        Rejected(String why, String follows) {
            this(why, "", follows);
        }

        /// With what the row holds, for whoever brought it.
        public String told() {
            return cell.isEmpty() ? why : why + ": " + cell;
        }
    }
}
