package dev.muster.signin;

import dev.muster.request.LogContext;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import dev.muster.witness.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Signing in with e-mail and password.
@Component
class PasswordSignIn {
    private final Users users;
    private final Passwords passwords;
    private final KnownBrowsers browsers;
    private final Throttle throttle;
    private final SignIns record;
    private final SecurityLog security;
    private final ApplicationEventPublisher events;

    PasswordSignIn(
            Users users,
            Passwords passwords,
            KnownBrowsers browsers,
            Throttle throttle,
            SignIns record,
            SecurityLog security,
            ApplicationEventPublisher events) {
        this.users = users;
        this.passwords = passwords;
        this.browsers = browsers;
        this.throttle = throttle;
        this.record = record;
        this.security = security;
        this.events = events;
    }

    Attempt attempt(String email, String password, HttpServletRequest request) {
        if (email.strip().length() > EmailAddress.LONGEST || email.indexOf('\0') >= 0) {
            return told(new Attempt.Wrong(), request);
        }
        Attempt attempt = looked(email, password, request.getRemoteAddr(), browsers.code(request));
        if (!(attempt instanceof Attempt.Right)) {
            List<User> guessedAt = users.byEmail(email);
            nameWhose(guessedAt);
            record.failed(guessedAt, attempt instanceof Attempt.TooMany);
        }
        return told(attempt, request);
    }

    private Attempt told(Attempt attempt, HttpServletRequest request) {
        switch (attempt) {
            case Attempt.Right right -> {}
            case Attempt.Wrong wrong -> {
                security.tell(SecurityEvent.WRONG_PROOF, request);
                events.publishEvent(new SignInRefused(SignInRefused.Reason.WRONG));
            }
            case Attempt.TooMany later -> {
                security.tell(SecurityEvent.TOO_MANY_PROOFS, request);
                events.publishEvent(new SignInRefused(SignInRefused.Reason.TOO_MANY));
            }
        }
        return attempt;
    }

    /// The log names who is guessed at; what was typed may be a password in the wrong field.
    private static void nameWhose(List<User> guessedAt) {
        String ids =
                guessedAt.stream().map(user -> user.id().value().toString()).collect(Collectors.joining(" "));
        if (!ids.isEmpty()) {
            LogContext.user(ids);
        }
    }

    private Attempt looked(String email, String password, String address, @Nullable String browser) {
        var canonical = new EmailAddress(email);
        Throttle.Slot usual = Throttle.Slot.of(canonical, address);
        Optional<Instant> again = throttle.take(usual);
        Throttle.Slot own = Throttle.Slot.ofBrowser(browser == null ? "" : KnownBrowsers.name(browser));
        Set<UserId> known = known(browser, canonical, own);
        if (again.isPresent() && known.isEmpty()) {
            return new Attempt.TooMany(again.get());
        }
        List<User> matching = passwords.matching(canonical, password).stream()
                .filter(user -> again.isEmpty() || known.contains(user))
                .map(users::find)
                .flatMap(Optional::stream)
                .toList();
        if (matching.isEmpty()) {
            return new Attempt.Wrong();
        }
        List.of(usual, own).forEach(throttle::giveBack);
        return new Attempt.Right(matching);
    }

    /// Whom the browser is known to, as long as too many wrong passwords did not come from itself: they need not
    /// wait while others must.
    private Set<UserId> known(@Nullable String browser, EmailAddress email, Throttle.Slot own) {
        Set<UserId> known = browser == null ? Set.of() : browsers.users(browser, email);
        return known.isEmpty() || throttle.take(own).isPresent() ? Set.of() : known;
    }
}
