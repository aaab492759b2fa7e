package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts attempts to sign in that did not succeed, on all servers of one database together: 10 for one e-mail and 50
/// from one network address within 15 minutes, then no more until the oldest of them is 15 minutes old. An address
/// gets more because an office shares one.
///
/// A browser from which somebody signed in before is counted by itself, 10 as well, as far as it goes for that user:
/// whoever else guesses keeps it from nothing.
///
/// An attempt is counted before its password is looked at and given back when it was right, so that many at once get
/// no more guesses than one after the other.
@Component
class Throttle {
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int MOST_PER_EMAIL = 10;
    static final int MOST_PER_ADDRESS = 50;

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('sign_in_attempt ' || :subject, 0)) is null
            """;
    private static final String FORGET_OLD = """
            delete from sign_in_attempt
             where at <= :since
            """;
    /// The attempt that must grow old before the next one: the n-th newest.
    private static final String IN_THE_WAY = """
            select at
              from sign_in_attempt
             where subject = :subject
               and at > :since
             order by at desc, id
            offset :most - 1
             limit 1
            """;
    private static final String COUNT = """
            insert into sign_in_attempt (id, subject, at)
            values (:id, :subject, :now)
            """;
    private static final String GIVE_BACK = """
            delete from sign_in_attempt
             where id = :id
               and subject = any (cast(:subjects as text[]))
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Throttle(JdbcClient db, PlatformTransactionManager manager, Clock clock) {
        this.db = db;
        this.transaction = new TransactionTemplate(manager);
        this.clock = clock;
    }

    /// What an attempt is counted under.
    ///
    /// @param whose   the e-mail, a browser, or a user
    /// @param address the network address it came from; none where that does not count
    record Slot(UUID id, String whose, @Nullable String address) {
        static Slot of(EmailAddress email, String address) {
            return new Slot(UUID.randomUUID(), "email " + email.canonical(), "address " + address);
        }

        static Slot ofBrowser(String browser) {
            return new Slot(UUID.randomUUID(), "browser " + browser, null);
        }

        /// Second factors after a right password, so that who guesses passwords keeps nobody from them.
        static Slot ofFactor(UserId user, String address) {
            return new Slot(UUID.randomUUID(), "factor " + user.value(), "address " + address);
        }

        /// Proofs of somebody who is signed in: only their own sessions can use it up.
        static Slot ofSignedIn(UserId user) {
            return new Slot(UUID.randomUUID(), "signed in " + user.value(), null);
        }

        /// By what limit each of the two is bound; locked in this order.
        Map<String, Integer> limits() {
            Map<String, Integer> limits = new LinkedHashMap<>();
            limits.put(whose, MOST_PER_EMAIL);
            if (address != null) {
                limits.put(address, MOST_PER_ADDRESS);
            }
            return limits;
        }
    }

    /// Counts an attempt, unless too many were counted already.
    ///
    /// @return when the next attempt will be looked at; empty when this one is
    Optional<Instant> take(Slot slot) {
        return transaction.execute(status -> {
            Map<String, Integer> limits = slot.limits();
            limits.keySet().forEach(this::lock);
            OffsetDateTime now = clock.instant().atOffset(UTC);
            db.sql(FORGET_OLD).param("since", now.minus(WINDOW)).update();
            Optional<Instant> again = limits.entrySet().stream()
                    .map(limit -> inTheWay(limit.getKey(), limit.getValue(), now))
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo)
                    .map(oldest -> oldest.plus(WINDOW));
            if (again.isEmpty()) {
                limits.keySet().forEach(subject -> count(slot.id(), subject, now));
            }
            return again;
        });
    }

    /// Forgets an attempt that was right. Wrong ones stay counted: whoever knows one password of an e-mail could
    /// otherwise guess at another user's of the same e-mail without end.
    void giveBack(Slot slot) {
        db.sql(GIVE_BACK)
                .param("id", slot.id())
                .param("subjects", slot.limits().keySet().toArray(String[]::new))
                .update();
    }

    private void lock(String subject) {
        db.sql(LOCK).param("subject", subject).query(Boolean.class).single();
    }

    private Optional<Instant> inTheWay(String subject, int most, OffsetDateTime now) {
        return db.sql(IN_THE_WAY)
                .param("subject", subject)
                .param("since", now.minus(WINDOW))
                .param("most", most)
                .query(Throttle::at)
                .optional();
    }

    private void count(UUID id, String subject, OffsetDateTime now) {
        db.sql(COUNT)
                .param("id", id)
                .param("subject", subject)
                .param("now", now)
                .update();
    }

    private static Instant at(ResultSet row, int number) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
