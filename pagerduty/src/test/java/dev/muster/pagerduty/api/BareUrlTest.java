package dev.muster.pagerduty.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BareUrlTest {
    private static final String SECRET = "s3cr3t";

    @ParameterizedTest
    @CsvSource({
        "https://hooks.acme.example/in, https://hooks.acme.example/in",
        "https://hooks.acme.example, https://hooks.acme.example",
        "https://hooks.acme.example:8443/in, https://hooks.acme.example:8443/in",
        "https://[2001:db8::1]:8443/in, https://[2001:db8::1]:8443/in",
        "hooks.acme.example/in, hooks.acme.example/in",
        "'  https://hooks.acme.example/in ', https://hooks.acme.example/in",
        "mailto:ops@acme.example, acme.example",
        "https://hooks.acme.example/pagerduty/PAB12CD, https://hooks.acme.example/pagerduty/PAB12CD"
    })
    void an_address_is_kept_as_far_as_it_tells_where_data_goes(String typed, String kept) {
        assertThat(BareUrl.of(typed).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.acme.example/in?token=s3cr3t",
                "https://hooks.acme.example?s3cr3t",
                "https://hooks.acme.example/in#s3cr3t",
                "https://robot:s3cr3t@hooks.acme.example/in",
                "https://s3cr3t@hooks.acme.example",
                "https://robot:a@s3cr3t@hooks.acme.example/in",
                "https://robot:a?s3cr3t@hooks.acme.example/in",
                "https://robot:a#s3cr3t@hooks.acme.example/in",
                "robot:s3cr3t@hooks.acme.example/in",
                "https://robot:s3cr3t"
            })
    void what_may_be_a_secret_is_not_kept(String typed) {
        BareUrl kept = BareUrl.of(typed);

        assertThat(kept.text()).doesNotContain(SECRET).doesNotContain("robot").doesNotContain("token");
        assertThat(kept.host()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "/services/T012AB/B034CD/Zk3vQ9xLm2Rt7WbY5cNd8PfG, /services/T012AB/B034CD/…",
        "/v1/5f0e8a7c-9b1d-4c2e-8f3a-6d7b8c9e0f12/in, /v1/…/in",
        "/a1b2c3d4e5f6, /…",
        "/workflows/customer-care, /workflows/customer-care",
        "/notifications/incoming, /notifications/incoming"
    })
    void a_part_of_the_path_that_looks_drawn_by_lot_is_hidden(String path, String kept) {
        assertThat(BareUrl.of("https://hooks.acme.example" + path).path()).isEqualTo(kept);
    }

    @Test
    void an_endless_address_is_cut() {
        assertThat(BareUrl.of("https://hooks.acme.example/" + "a-".repeat(1_000))
                        .text())
                .hasSize(501)
                .endsWith("…");
    }
}
