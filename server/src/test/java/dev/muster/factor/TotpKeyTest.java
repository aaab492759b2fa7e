package dev.muster.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpKeyTest {
    private static final TotpKey KEY = TotpKey.of("12345678901234567890".getBytes(US_ASCII));
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:10Z");

    /// From RFC 6238, appendix B; its codes have eight digits, of which ours are the last six.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_standard(long second, String code) {
        assertThat(KEY.code(Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void a_code_counts_one_step_before_and_after_its_own_and_no_further() {
        long step = NOW.getEpochSecond() / 30;

        assertThat(KEY.step(KEY.code(NOW), NOW)).hasValue(step);
        assertThat(KEY.step(KEY.code(NOW.minusSeconds(30)), NOW)).hasValue(step - 1);
        assertThat(KEY.step(KEY.code(NOW.plusSeconds(30)), NOW)).hasValue(step + 1);
        assertThat(KEY.step(KEY.code(NOW.minusSeconds(60)), NOW)).isEmpty();
        assertThat(KEY.step(KEY.code(NOW.plusSeconds(60)), NOW)).isEmpty();
        assertThat(KEY.step("", NOW)).isEmpty();
    }

    @Test
    void an_app_gets_the_key_in_the_letters_it_knows() {
        assertThat(KEY.text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(KEY.address("ana lima+1@acme.example"))
                .isEqualTo("otpauth://totp/Muster:ana%20lima%2B1%40acme.example"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Muster");
        assertThat(Base32.of("fooba".getBytes(US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.of("foob".getBytes(US_ASCII))).isEqualTo("MZXW6YQ");
        assertThat(KEY.toString()).doesNotContain("GEZD");
    }

    @Test
    void what_is_stored_is_read_back() {
        assertThat(TotpKey.parse(KEY.stored()).text()).isEqualTo(KEY.text());
        assertThat(TotpKey.random().text())
                .hasSize(32)
                .isNotEqualTo(TotpKey.random().text());
    }
}
