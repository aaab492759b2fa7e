package dev.muster.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What authenticators answer, right and wrong.
class JudgeTest {
    private static final RelyingParty MUSTER =
            new RelyingParty("muster.acme.example", "https://muster.acme.example:8443");
    private static final String CHALLENGE = "c1mYQ0bR6n4m0V3yYw0Y3Tq5c4hQx1yq9m2s7d8f9gA";
    private static final String ANOTHER = "d1mYQ0bR6n4m0V3yYw0Y3Tq5c4hQx1yq9m2s7d8f9gA";
    private static final byte[] ANA = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEN = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    private final Judge judge = new Judge();
    private final SoftAuthenticator device = new SoftAuthenticator(MUSTER.host(), MUSTER.origin());
    private Credential known;

    @BeforeEach
    void a_passkey_is_made() throws PasskeyRefused {
        device.counter = 7;
        known = judge.made(MUSTER, CHALLENGE, device.make(CHALLENGE));
    }

    @Test
    void what_an_authenticator_made_it_proves() throws PasskeyRefused {
        device.counter = 8;
        device.owner = ANA;

        Credential used = use(device.use(CHALLENGE));

        assertThat(known.id()).isEqualTo(device.id());
        assertThat(known.counter()).isEqualTo(7);
        assertThat(known.backupEligible()).isFalse();
        assertThat(used.counter()).isEqualTo(8);
        assertThat(used.id()).isEqualTo(known.id());
    }

    @Test
    void one_that_does_not_count_is_taken_too() throws PasskeyRefused {
        device.counter = 0;
        known = judge.made(MUSTER, CHALLENGE, device.make(CHALLENGE));

        assertThat(use(device.use(CHALLENGE)).counter()).isZero();
    }

    @Test
    void an_answer_given_to_another_site_is_refused() {
        refused(Refusal.ANOTHER_ORIGIN, one -> one.origin = "https://muster.acme.example.evil.example");
        refused(Refusal.ANOTHER_ORIGIN, one -> one.origin = "https://muster.acme.example");
        refused(Refusal.ANOTHER_ORIGIN, one -> one.origin = "http://muster.acme.example:8443");
    }

    @Test
    void an_answer_given_to_a_page_in_a_frame_of_another_site_is_refused() {
        refused(Refusal.ANOTHER_ORIGIN, one -> one.framed = true);
    }

    @Test
    void an_answer_for_another_host_is_refused() {
        refused(Refusal.ANOTHER_HOST, one -> one.host = "acme.example");
    }

    @Test
    void an_answer_to_another_question_is_refused() {
        assertRefused(Refusal.NOT_ASKED, () -> judge.made(MUSTER, ANOTHER, device.make(CHALLENGE)));
        assertRefused(
                Refusal.NOT_ASKED,
                () -> judge.used(MUSTER, ANA, ANOTHER, device.use(CHALLENGE), id -> Optional.of(known)));
    }

    @Test
    void an_answer_without_a_look_at_who_used_it_is_refused() {
        refused(Refusal.NOT_VERIFIED, one -> one.verified = false);
    }

    @Test
    void a_counter_that_did_not_go_on_is_refused() {
        device.counter = 7;
        assertRefused(Refusal.COUNTER_WENT_BACK, () -> use(device.use(CHALLENGE)));
        device.counter = 6;
        assertRefused(Refusal.COUNTER_WENT_BACK, () -> use(device.use(CHALLENGE)));
    }

    @Test
    void a_passkey_of_somebody_else_is_refused() {
        device.counter = 8;
        device.owner = BEN;
        assertRefused(Refusal.UNKNOWN_PASSKEY, () -> use(device.use(CHALLENGE)));

        var other = new SoftAuthenticator(MUSTER.host(), MUSTER.origin());
        assertRefused(Refusal.UNKNOWN_PASSKEY, () -> use(other.use(CHALLENGE)));
    }

    @Test
    void a_signature_of_another_key_is_refused() {
        device.counter = 8;
        var other = new SoftAuthenticator(MUSTER.host(), MUSTER.origin());
        other.counter = 8;

        assertRefused(
                Refusal.NOT_PROVED,
                () -> judge.used(
                        MUSTER,
                        ANA,
                        CHALLENGE,
                        other.use(CHALLENGE),
                        id -> Optional.of(
                                new Credential(id, known.publicKey(), known.backupEligible(), known.counter()))));
    }

    @Test
    void the_answer_to_one_kind_of_question_is_none_to_the_other() {
        device.counter = 8;
        assertThatThrownBy(() -> use(device.make(CHALLENGE))).isInstanceOf(PasskeyRefused.class);
        assertThatThrownBy(() -> judge.made(MUSTER, CHALLENGE, device.use(CHALLENGE)))
                .isInstanceOf(PasskeyRefused.class);
    }

    @Test
    void whatever_cannot_be_read_is_refused_and_breaks_nothing() {
        String made = device.make(CHALLENGE);
        for (String answer : new String[] {
            "",
            "{}",
            "[]",
            "null",
            "no JSON",
            "\"x\"",
            "{\"id\":1}",
            "{\"response\":{}}",
            "x".repeat(20_001),
            made.replace("attestationObject\": \"", "attestationObject\": \"AAAA"),
            made.substring(0, made.length() / 2)
        }) {
            assertThatThrownBy(() -> judge.made(MUSTER, CHALLENGE, answer))
                    .as(answer)
                    .isInstanceOf(PasskeyRefused.class);
            assertThatThrownBy(() -> use(answer)).as(answer).isInstanceOf(PasskeyRefused.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 17, 2026})
    void an_answer_with_one_byte_changed_is_refused_or_reads_the_same(long seed) {
        var random = new Random(seed);
        device.counter = 8;
        String made = device.make(CHALLENGE);
        String used = device.use(CHALLENGE);
        for (int change = 0; change < 200; change++) {
            String answer = random.nextBoolean() ? made : used;
            char[] changed = answer.toCharArray();
            changed[random.nextInt(changed.length)] = (char) (' ' + random.nextInt(95));
            try {
                if (answer.equals(made)) {
                    judge.made(MUSTER, CHALLENGE, new String(changed));
                } else {
                    assertThat(use(new String(changed)).counter()).isEqualTo(8);
                }
            } catch (PasskeyRefused refused) {
                assertThat(refused.why()).isNotNull();
            }
        }
    }

    private void refused(Refusal why, Consumer<SoftAuthenticator> spoiled) {
        device.counter++;
        spoiled.accept(device);
        assertRefused(why, () -> use(device.use(CHALLENGE)));
        assertRefused(why, () -> judge.made(MUSTER, CHALLENGE, device.make(CHALLENGE)));
    }

    private static void assertRefused(Refusal why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PasskeyRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private Credential use(String answer) throws PasskeyRefused {
        return judge.used(
                MUSTER, ANA, CHALLENGE, answer, id -> Optional.of(known).filter(one -> Arrays.equals(one.id(), id)));
    }
}
