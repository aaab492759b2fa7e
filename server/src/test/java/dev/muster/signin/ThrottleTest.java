package dev.muster.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SettableClock;
import dev.muster.database.TestPostgres;
import dev.muster.tenant.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

@Tag("database")
@Tag("oldest-database")
class ThrottleTest {
    private static DataSource source;

    private final SettableClock clock = new SettableClock();
    private Throttle throttle;

    @BeforeAll
    static void a_database() {
        source = TestPostgres.freshDatabase().app();
    }

    @BeforeEach
    void nobody_has_tried_yet() {
        JdbcClient db = JdbcClient.create(source);
        db.sql("delete from sign_in_attempt").update();
        throttle = new Throttle(db, new DataSourceTransactionManager(source), clock);
    }

    @Test
    void the_eleventh_attempt_within_a_quarter_of_an_hour_waits_for_the_first_to_grow_old() {
        Instant first = clock.instant();
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(attempt("ana@acme.example", "192.0.2.1")).isEmpty();
            clock.advance(Duration.ofSeconds(30));
        }

        assertThat(attempt("ana@acme.example", "192.0.2.1")).contains(first.plus(Throttle.WINDOW));

        clock.advance(Duration.between(clock.instant(), first.plus(Throttle.WINDOW)));
        assertThat(attempt("ana@acme.example", "192.0.2.1")).isEmpty();
        assertThat(attempt("ana@acme.example", "192.0.2.1"))
                .contains(first.plusSeconds(30).plus(Throttle.WINDOW));
    }

    @Test
    void another_address_does_not_help_and_another_e_mail_is_not_hit() {
        for (int attempt = 1; attempt <= 10; attempt++) {
            attempt("ana@acme.example", "192.0.2." + attempt);
        }

        assertThat(attempt("ana@acme.example", "198.51.100.7")).isPresent();
        assertThat(attempt("ben@acme.example", "192.0.2.1")).isEmpty();
    }

    @Test
    void one_address_that_tries_many_e_mails_is_stopped() {
        for (int attempt = 1; attempt <= Throttle.MOST_PER_ADDRESS; attempt++) {
            assertThat(attempt("user" + attempt + "@acme.example", "192.0.2.1")).isEmpty();
        }

        assertThat(attempt("one.more@acme.example", "192.0.2.1")).isPresent();
        assertThat(attempt("one.more@acme.example", "192.0.2.2")).isEmpty();
    }

    @Test
    void a_right_password_counts_for_nothing_and_frees_nobody() {
        for (int attempt = 1; attempt < Throttle.MOST_PER_EMAIL; attempt++) {
            attempt("ana@acme.example", "192.0.2.1");
        }
        Throttle.Slot right = Throttle.Slot.of(new EmailAddress("ana@acme.example"), "192.0.2.1");
        assertThat(throttle.take(right)).isEmpty();
        throttle.giveBack(right);

        assertThat(attempt("ana@acme.example", "192.0.2.1")).isEmpty();
        assertThat(attempt("ana@acme.example", "192.0.2.1")).isPresent();
    }

    @Test
    void many_attempts_at_once_get_no_more_guesses_than_one_after_the_other() {
        long looked = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> attempt("ana@acme.example", "192.0.2.1")))
                .limit(40)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(Optional::isEmpty)
                .count();

        assertThat(looked).isEqualTo(Throttle.MOST_PER_EMAIL);
    }

    private Optional<Instant> attempt(String email, String address) {
        return throttle.take(Throttle.Slot.of(new EmailAddress(email), address));
    }
}
