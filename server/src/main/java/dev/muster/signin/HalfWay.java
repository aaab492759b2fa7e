package dev.muster.signin;

import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whoever proved a password and is not signed in yet: a session of nobody remembers for some minutes whose password it
/// was. It opens nothing but the next question. A password that was changed meanwhile proves nothing any more.
@Component
class HalfWay {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROVED = "proved";
    private static final String PROVED_AT = "proved-at";
    private static final String BACK = "back";

    private final Users users;
    private final Passwords passwords;
    private final Clock clock;

    HalfWay(Users users, Passwords passwords, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// Remembers whose password it was, in a session that nobody can have planted. Whoever was signed in there is
    /// not any more.
    void begin(List<User> proved, ReturnAddress back, HttpServletRequest request) {
        HttpSession former = request.getSession(false);
        if (former != null) {
            former.invalidate();
        }
        HttpSession session = request.getSession();
        session.setAttribute(
                PROVED,
                proved.stream().map(user -> user.id().value().toString()).collect(Collectors.joining(" ")));
        session.setAttribute(PROVED_AT, clock.instant().toString());
        session.setAttribute(BACK, back.path());
    }

    /// Whose password it was: nobody's when it was too long ago, several people's where they chose the same.
    List<User> proved(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(PROVED) instanceof String ids)
                || !(session.getAttribute(PROVED_AT) instanceof String text)) {
            return List.of();
        }
        Instant at = Instant.parse(text);
        if (!at.plus(PATIENCE).isAfter(clock.instant())) {
            return List.of();
        }
        return Arrays.stream(ids.split(" "))
                .map(id -> new UserId(UUID.fromString(id)))
                .filter(user -> passwords.setAt(user).filter(at::isBefore).isEmpty())
                .map(users::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Where to go on afterwards.
    ReturnAddress back(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return ReturnAddress.typed(session == null ? null : text(session.getAttribute(BACK)));
    }

    private static @Nullable String text(@Nullable Object attribute) {
        return attribute instanceof String text ? text : null;
    }
}
