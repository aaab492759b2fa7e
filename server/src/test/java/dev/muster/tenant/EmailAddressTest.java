package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void whatever_is_one_letter_in_another_case_is_one_address() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            String canonical = canonical(letter);
            if (!isCanonicalOf(canonical, letter, Character.toUpperCase(letter))
                    || !isCanonicalOf(canonical, letter, Character.toLowerCase(letter))
                    || !isCanonicalOf(canonical, letter, Character.toTitleCase(letter))
                    || !canonical.equals(new EmailAddress(canonical).canonical())) {
                Assertions.fail("U+%04X has several forms", letter);
            }
        }
    }

    /// Of a letter, which need not be looked at again, and in another case.
    private static boolean isCanonicalOf(String canonical, int letter, int other) {
        return other == letter || canonical.equals(canonical(other));
    }

    @Test
    void what_java_and_postgresql_lower_differently_is_lowered_here() {
        assertThat(new EmailAddress(" MEİ.Tanaka@ACME.example ").canonical()).isEqualTo("mei.tanaka@acme.example");
        assertThat(new EmailAddress("\u212Aenji@acme.example")).isEqualTo(new EmailAddress("kenji@acme.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m\u0435i@acme.example", // Cyrillic e
                "mei\u200B@acme.example", // zero-width space
                "mei@acme\u00AD.example", // soft hyphen
                "mei@acme.example\u200E", // left-to-right mark
                "ME\u0130@acme.example",
                "\uFF4Dei@acme.example", // full width
                "mei@\u0430cme.example",
                "mei tanaka@acme.example",
                "mei@acme..example",
                "mei@-acme.example",
                "mei@@acme.example",
                "@acme.example",
                "mei"
            })
    void look_alikes_and_what_cannot_be_seen_are_refused(String typed) {
        Assertions.assertThatThrownBy(() -> check(typed)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mei.tanaka+muster@acme.example",
                "O'Hara@mail.acme.co.uk",
                "root@localhost",
                "a@xn--cme-8ka.example"
            })
    void addresses_as_companies_have_them_are_taken(String typed) {
        Assertions.assertThatCode(() -> check(typed)).doesNotThrowAnyException();
    }

    private static String canonical(int letter) {
        return new EmailAddress("x" + Character.toString(letter) + "@").canonical();
    }

    private static void check(String typed) {
        var faults = new Faults();
        EmailAddress.check(faults, "email", typed);
        faults.throwIfAny();
    }
}
