package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOptionsTest {
    @Test
    void an_app_without_an_identity_host_sends_nothing_anywhere() {
        try (var pagerduty =
                PagerDutySimulator.start(SimulatedAccount.of(12, 1, 1), PagerDutySimulator.Options.defaults())) {
            var result = app(pagerduty).run(Shell.at(pagerduty, "--subdomain", "acme"));

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--identity");
            assertThat(pagerduty.requests().count()).isZero();
            assertThat(pagerduty.identityRequests().count()).isZero();
        }
    }

    @Test
    void an_app_gets_its_token_where_the_option_or_the_environment_says() {
        try (var pagerduty =
                PagerDutySimulator.start(SimulatedAccount.of(12, 1, 1), PagerDutySimulator.Options.defaults())) {
            String identity = pagerduty.identity().toString();

            var byOption = app(pagerduty).run(Shell.at(pagerduty, "--subdomain", "acme", "--identity", identity));
            var byEnvironment = app(pagerduty)
                    .set("MUSTER_PAGERDUTY_IDENTITY", identity)
                    .run(Shell.at(pagerduty, "--subdomain", "acme"));

            assertThat(byOption.code()).isZero();
            assertThat(byEnvironment.code()).isZero();
            assertThat(pagerduty.identityRequests().count()).isEqualTo(2);
            assertThat(byOption.said()).doesNotContain(pagerduty.clientSecret());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--identity http://127.0.0.1:9",
                "--identity http://127.0.0.1:9 --api http://127.0.0.1:8",
                "--identity http://127.0.0.1:9 --subdomain acme",
                "--subdomain acme --token-file token"
            })
    void options_that_contradict_each_other_are_not_understood(String arguments) {
        var result = new Shell()
                .set("PAGERDUTY_TOKEN", "aKeyOfTwentyLetters1")
                .set("PAGERDUTY_CLIENT_ID", "someClientId")
                .set("PAGERDUTY_CLIENT_SECRET", "someClientSecret")
                .run(arguments.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .matches("(?si).*leave (it|one of them) out\\.\\n")
                .hasLineCount(1);
    }

    private static Shell app(PagerDutySimulator pagerduty) {
        return new Shell()
                .set("PAGERDUTY_CLIENT_ID", pagerduty.clientId())
                .set("PAGERDUTY_CLIENT_SECRET", pagerduty.clientSecret());
    }
}
