package dev.muster.pagerduty.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A password with a slash ends the authority early: what follows is taken for the path and kept.
class BareUrlSlashTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"https://robot:a/s3cr3t@hooks.acme.example/in", "https://robot:12/s3cr3t@hooks.acme.example/in"})
    void a_password_with_a_slash_is_not_kept(String typed) {
        assertThat(BareUrl.of(typed).text()).doesNotContain("s3cr3t");
    }
}
