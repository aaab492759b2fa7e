package dev.muster.integration;

/// An integration began to need people, in the transaction that is still open. Told once: not again while it stays so.
public record IntegrationNeedsPeople(IntegrationKey integration, Reason reason) {

    /// Why.
    public enum Reason {
        /// A run waits for a decision.
        HELD("a run waits for somebody to release or discard it"),
        /// Two runs in a row were not complete.
        FAILING("two runs in a row were not complete"),
        /// A credential was saved more than 90 days ago.
        OLD_CREDENTIAL("a credential is more than 90 days old and should be replaced"),
        /// A newer file was promised by now.
        LATE_FILE("its newest file is older than promised, so a new one should be uploaded");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /// Goes on from a colon, without a full stop.
        public String words() {
            return words;
        }
    }
}
