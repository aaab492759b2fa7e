package dev.muster.passkey;

import dev.muster.session.SecretCode;
import dev.muster.session.StoredSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The question that an authenticator signs: 256 random bits, kept in the session that asks. It is answered once,
/// within [#PATIENCE], and a newer one takes its place. Safe for many threads and servers.
@Component
class Challenges {
    /// For so long an answer is waited for.
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String ATTRIBUTE = "passkey-challenge";

    private final StoredSessions sessions;
    private final Clock clock;

    Challenges(StoredSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// A new one for the session of a request, in base64url.
    String ask(HttpServletRequest request) {
        String challenge = SecretCode.forForm();
        request.getSession().setAttribute(ATTRIBUTE, clock.instant() + " " + challenge);
        return challenge;
    }

    /// The one that waits, which is used up.
    ///
    /// @throws PasskeyRefused without one
    String take(HttpServletRequest request) throws PasskeyRefused {
        String[] waiting = sessions.take(request, ATTRIBUTE)
                .orElseThrow(() -> new PasskeyRefused(Refusal.NOT_ASKED))
                .split(" ");
        if (!Instant.parse(waiting[0]).plus(PATIENCE).isAfter(clock.instant())) {
            throw new PasskeyRefused(Refusal.NOT_ASKED);
        }
        return waiting[1];
    }
}
