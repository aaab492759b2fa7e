package dev.muster.connector;

import org.jspecify.annotations.Nullable;

/// Why something could not be read, in words for the person who can mend it.
///
/// @param cause     what kind of thing went wrong, for decisions
/// @param what      one sentence without full stop, the application named: `PagerDuty refused the access token (401)`
/// @param nextStep  one sentence without full stop: `Replace it under Configure`
/// @param requestId the application's own id of the failed request, for its support; none when no answer came
/// @param status    HTTP status of the answer that says so; none when no answer does, or it was one of success
public record Problem(
        Cause cause,
        String what,
        String nextStep,
        @Nullable String requestId,
        @Nullable Integer status) {

    /// A problem that no status tells.
    public Problem(
            Cause cause, String what, String nextStep, @Nullable String requestId) {
        this(cause, what, nextStep, requestId, null);
    }

    /// Kinds of trouble. Each is told to the user in other words and asks for another step.
    public enum Cause {
        /// The credential is malformed, wrong, expired or revoked, or belongs to the other region.
        CREDENTIAL_REFUSED,
        /// The credential is good, but may not read this.
        NOT_PERMITTED,
        /// The plan of the account does not include this.
        NOT_IN_PLAN,
        /// The application lists it, and answers that it is not there (404).
        NOT_SHOWN,
        /// The address cannot be found, refuses connections, fails TLS or does not answer in time.
        UNREACHABLE,
        /// The application is there, but answers with errors of its own (408, 5xx).
        FAILING,
        /// The application asks to wait for longer than a run may.
        RATE_LIMITED,
        /// Something else than the application answers at its address, such as a proxy or a page to sign on.
        FOREIGN_ANSWER,
        /// The answer is not what the API promises: not JSON, cut off, too large, too deep, redirected.
        MALFORMED_ANSWER,
        /// The listing repeats, changes while it is read, or cannot be proved whole.
        NOT_WHOLE,
        /// Something this feed depends on was not read to its end.
        DEPENDENCY,
        /// A person or the host stopped the run.
        CANCELLED;

        /// Whether asking again later may help although nobody changes anything.
        public boolean mayPass() {
            return switch (this) {
                case UNREACHABLE, FAILING, RATE_LIMITED, NOT_WHOLE, DEPENDENCY, CANCELLED -> true;
                case CREDENTIAL_REFUSED, NOT_PERMITTED, NOT_IN_PLAN, NOT_SHOWN, FOREIGN_ANSWER, MALFORMED_ANSWER -> false;
            };
        }
    }

    /// What happened and what to do, as two sentences in one line, without a full stop at the end.
    public String message() {
        return what + ". " + nextStep;
    }
}
