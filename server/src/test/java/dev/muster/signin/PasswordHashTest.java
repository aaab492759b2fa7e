package dev.muster.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What is stored of a password.
class PasswordHashTest {
    /// Of the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32 -e`.
    private static final String STORED =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @Test
    void it_is_what_the_reference_implementation_computes() {
        PasswordHash stored = PasswordHash.parse(STORED);

        assertThat(stored.likewise("password").isSameAs(stored)).isTrue();
        assertThat(stored.likewise("Password").isSameAs(stored)).isFalse();
        assertThat(stored.text()).isEqualTo(STORED);
        assertThat(stored).hasToString("PasswordHash[(secret)]");
    }

    @Test
    void of_the_same_password_with_another_salt_or_cost_it_is_another() {
        byte[] salt = PasswordHash.newSalt();
        var hash = PasswordHash.of("password", new PasswordCost(8, 1), salt);

        assertThat(PasswordHash.of("password", new PasswordCost(16, 1), salt).isSameAs(hash))
                .isFalse();
        assertThat(PasswordHash.of("password", new PasswordCost(8, 1), PasswordHash.newSalt())
                        .isSameAs(hash))
                .isFalse();
        assertThat(PasswordHash.of("password", new PasswordCost(8, 1), salt).isSameAs(hash))
                .isTrue();
    }

    @Test
    void one_that_would_take_more_than_muster_ever_asked_for_is_not_computed() {
        for (String dear : new String[] {"m=99999999,t=2", "m=19457,t=2", "m=256,t=3"}) {
            assertThatThrownBy(() -> PasswordHash.parse(STORED.replace("m=256,t=2", dear)))
                    .as(dear)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PasswordHash.parse(STORED.replace("argon2id", "argon2i")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
