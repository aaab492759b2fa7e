package dev.muster.signin;

import dev.muster.factor.Passkeys;
import dev.muster.factor.SecondFactors;
import dev.muster.request.LogContext;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// What somebody proves who signs in or is signed in: with a password, a code of their app, a recovery code or a
/// passkey. Counts what was wrong, so that nobody guesses faster than ten times in a quarter of an hour. Safe for many
/// threads.
@Component
public class Proofs {
    /// For so long a proof is good for what asks for one.
    public static final Duration FRESH = Duration.ofMinutes(10);

    private static final String LAST = "last-proof";

    private final Users users;
    private final Passwords passwords;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final KnownBrowsers browsers;
    private final Throttle throttle;
    private final StoredSessions sessions;
    private final SecurityLog security;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Proofs(
            Users users,
            Passwords passwords,
            SecondFactors factors,
            Passkeys passkeys,
            KnownBrowsers browsers,
            Throttle throttle,
            StoredSessions sessions,
            SecurityLog security,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.factors = factors;
        this.passkeys = passkeys;
        this.browsers = browsers;
        this.throttle = throttle;
        this.sessions = sessions;
        this.security = security;
        this.events = events;
        this.clock = clock;
    }

    /// How a proof ended.
    public sealed interface Outcome {
        /// It was one.
        record Right() implements Outcome {}

        /// It was none; what was wrong about it is not told.
        record Wrong() implements Outcome {}

        /// Too many were none; this one was not looked at.
        ///
        /// @param again when the next one will be
        record TooMany(Instant again) implements Outcome {}
    }

    /// A second factor after the password, at the door. A browser that the user signed in from before is counted by
    /// itself: whoever knows the password keeps it from nothing.
    Outcome atTheDoor(User user, String typed, HttpServletRequest request) {
        LogContext.user(user.id().value());
        return counted(slotAtTheDoor(user, request), () -> factors.take(user, typed), request);
    }

    /// The same with a passkey.
    ///
    /// @param answer of the browser to the question that waits in its session
    Outcome passkeyAtTheDoor(User user, String answer, HttpServletRequest request) {
        LogContext.user(user.id().value());
        return counted(slotAtTheDoor(user, request), () -> passkeys.take(user, answer, request), request);
    }

    private Throttle.Slot slotAtTheDoor(User user, HttpServletRequest request) {
        String browser = browsers.code(request);
        if (browser != null
                && browsers.users(browser, new EmailAddress(user.email())).contains(user.id())) {
            return Throttle.Slot.ofBrowser(KnownBrowsers.name(browser) + " factor");
        }
        return Throttle.Slot.ofFactor(user.id(), request.getRemoteAddr());
    }

    /// The password of somebody who is signed in. A right one is good for [#FRESH].
    public Outcome password(UserId user, String typed, HttpServletRequest request) {
        return noted(request, counted(Throttle.Slot.ofSignedIn(user), () -> passwords.isOf(user, typed), request));
    }

    /// Password and second factor of somebody who is signed in, and has one. Good for [#FRESH].
    public Outcome both(User user, String password, String code, HttpServletRequest request) {
        return noted(
                request,
                counted(
                        Throttle.Slot.ofSignedIn(user.id()),
                        () -> passwords.isOf(user.id(), password) && factors.take(user, code),
                        request));
    }

    /// What is asked of somebody who is signed in: the second factor of those who have one, the password of all
    /// others. A right one is good for [#FRESH].
    public Outcome again(UserId id, String typed, HttpServletRequest request) {
        Optional<User> user = users.find(id).filter(known -> factors.isOn(id));
        return user.isPresent()
                ? noted(request, counted(Throttle.Slot.ofSignedIn(id), () -> factors.take(user.get(), typed), request))
                : password(id, typed, request);
    }

    /// A passkey of somebody who is signed in. A right one is good for [#FRESH].
    ///
    /// @param answer of the browser to the question that waits in its session
    public Outcome passkeyAgain(UserId id, String answer, HttpServletRequest request) {
        User user = users.find(id).orElseThrow();
        return noted(
                request, counted(Throttle.Slot.ofSignedIn(id), () -> passkeys.take(user, answer, request), request));
    }

    /// That the provider of the tenant has just had the owner of the session prove who they are. Good for [#FRESH].
    public void byProvider(HttpServletRequest request) {
        noted(request, new Outcome.Right());
    }

    /// That the owner of the session has just proved who they are.
    void note(HttpSession session) {
        session.setAttribute(LAST, clock.instant().toString());
    }

    /// @throws ProofNeeded unless the asker proved who they are in the last ten minutes
    public void requireFresh(HttpServletRequest request) {
        if (!isFresh(request.getSession(false))) {
            throw new ProofNeeded();
        }
    }

    /// Whether the owner of the session proved who they are in the last ten minutes.
    public boolean isFresh(@Nullable HttpSession session) {
        return session != null
                && session.getAttribute(LAST) instanceof String last
                && Instant.parse(last).plus(FRESH).isAfter(clock.instant());
    }

    /// A session that can do more than before has another id than before.
    private Outcome noted(HttpServletRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Right) {
            sessions.renew(request);
            note(request.getSession());
            security.tell(SecurityEvent.PROVED, request);
        }
        return outcome;
    }

    private interface Look {
        boolean isRight();
    }

    private Outcome counted(Throttle.Slot slot, Look look, HttpServletRequest request) {
        Optional<Instant> again = throttle.take(slot);
        if (again.isPresent()) {
            security.tell(SecurityEvent.TOO_MANY_PROOFS, request);
            events.publishEvent(new SignInRefused(SignInRefused.Reason.TOO_MANY));
            return new Outcome.TooMany(again.get());
        }
        if (!look.isRight()) {
            security.tell(SecurityEvent.WRONG_PROOF, request);
            events.publishEvent(new SignInRefused(SignInRefused.Reason.WRONG));
            return new Outcome.Wrong();
        }
        throttle.giveBack(slot);
        return new Outcome.Right();
    }
}
