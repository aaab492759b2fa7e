package dev.muster.signin;

import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Signing in with e-mail and password.
@Component
class PasswordSignIn {
    private static final int LONGEST_EMAIL = 254;

    private final Users users;
    private final Passwords passwords;
    private final Throttle throttle;
    private final ApplicationEventPublisher events;

    PasswordSignIn(Users users, Passwords passwords, Throttle throttle, ApplicationEventPublisher events) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
    }

    /// @param address network address of the asker
    Attempt attempt(String email, String password, String address) {
        Attempt attempt = looked(email, password, address);
        switch (attempt) {
            case Attempt.Right right -> {}
            case Attempt.Wrong wrong -> events.publishEvent(new SignInRefused(SignInRefused.Reason.WRONG));
            case Attempt.TooMany later -> events.publishEvent(new SignInRefused(SignInRefused.Reason.TOO_MANY));
        }
        return attempt;
    }

    private Attempt looked(String email, String password, String address) {
        String typed = email.strip();
        if (typed.length() > LONGEST_EMAIL || typed.indexOf('\0') >= 0) {
            return new Attempt.Wrong();
        }
        Throttle.Slot slot = Throttle.Slot.of(typed.toLowerCase(Locale.ROOT), address);
        Optional<Instant> again = throttle.take(slot);
        if (again.isPresent()) {
            return new Attempt.TooMany(again.get());
        }
        Optional<User> user = users.byEmail(typed);
        if (!passwords.match(user.map(User::id), password)) {
            return new Attempt.Wrong();
        }
        throttle.giveBack(slot);
        return new Attempt.Right(user.orElseThrow());
    }
}
