package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.session.StoredSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the question that a browser is away for, in its session: one at a time, for ten minutes, and for one answer.
@Component
class Questions {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String ASKED = "sign-on";

    private final StoredSessions sessions;
    private final JsonMapper json;
    private final Clock clock;

    Questions(StoredSessions sessions, JsonMapper json, Clock clock) {
        this.sessions = sessions;
        this.json = json;
        this.clock = clock;
    }

    /// Keeps a question of somebody who is nobody yet, in a session that nobody can have planted. Whoever was signed
    /// in there is not any more.
    void keepAnew(Question question, HttpServletRequest request) {
        HttpSession former = request.getSession(false);
        if (former != null) {
            former.invalidate();
        }
        keep(question, request);
    }

    /// Keeps a question of somebody who is signed in.
    void keep(Question question, HttpServletRequest request) {
        request.getSession().setAttribute(ASKED, json.writeValueAsString(question));
    }

    /// The question that this is an answer to; it is forgotten. Empty when this browser asked none, another, or too
    /// long ago, and for the second of two answers, also in the same moment.
    Optional<Question> take(String state, HttpServletRequest request) {
        Optional<String> asked = sessions.take(request, ASKED);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Question question = json.readValue(asked.get(), Question.class);
        boolean same = MessageDigest.isEqual(question.state().getBytes(UTF_8), state.getBytes(UTF_8));
        return same && question.askedAt().plus(PATIENCE).isAfter(clock.instant())
                ? Optional.of(question)
                : Optional.empty();
    }
}
