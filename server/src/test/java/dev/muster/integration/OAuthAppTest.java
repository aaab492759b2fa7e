package dev.muster.integration;

import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// An integration that signs in as a scoped OAuth app.
@MusterTest
class OAuthAppTest {
    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;

    @BeforeEach
    void connect() {
        watched = WatchedAccount.added(server, SimulatedAccount.of(60, 6, 5));
        assertThat(watched.configure(app()).status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void an_app_reads_the_account_until_it_is_connected() {
        JsonNode run = watched.awaitRun(1);

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(watched.status()).isEqualTo("Connected");
        assertThat(watched.message()).isEqualTo("Data available");
        assertThat(watched.accounts()).hasSize(60);
        assertThat(run.get("run").get("credential").get("kind").asString()).startsWith("Scoped OAuth app");
        assertThat(watched.now().get("credentials").propertyNames()).containsExactly("client_secret");
        assertThat(watched.pagerDuty().identityRequests().count()).isPositive();
    }

    @Test
    void a_wrong_secret_is_refused_in_words_and_not_saved() {
        watched.awaitRun(1);

        Answer refused = watched.configure(Map.of("secrets", Map.of("client_secret", "wrong-wrong-wrong")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").get("client_secret").asString())
                .contains("Nothing was saved")
                .doesNotContain("wrong-wrong-wrong");
        assertThat(outcome(watched.sync())).isEqualTo("complete");
    }

    @Test
    void an_access_token_that_would_not_count_is_refused_instead_of_dropped() {
        watched.awaitRun(1);
        JsonNode before = watched.now();
        Map<String, String> token = Map.of("accessToken", watched.pagerDuty().token());

        for (Answer refused : new Answer[] {watched.configure(token), watched.test(token)}) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.contentType()).startsWith("application/problem+json");
            assertThat(refused.json().get("errors").get("accessToken").asString())
                    .isEqualTo("It counts only when credential is access_token. Choose that, or leave this out");
        }

        assertThat(watched.now()).isEqualTo(before);
        assertThat(watched.configure(Map.of(
                                "accessToken",
                                watched.pagerDuty().token(),
                                "settings",
                                Map.of("credential", "access_token")))
                        .status())
                .isEqualTo(200);
        assertThat(watched.now().get("credentials").propertyNames()).containsExactly("access_token");
    }

    @Test
    void settings_and_secrets_that_do_not_exist_are_told_all_at_once() {
        Answer refused = watched.configure(Map.of(
                "settings", Map.of("colour", "turquoise", "client_secret", "not-here-1234", "subdomain", "No!"),
                "secrets", Map.of("api_key", "secret-secret-1234", "access_token", "secret-secret-5678"),
                "dailyAt", "noon"));

        assertThat(refused.status()).isEqualTo(422);
        JsonNode errors = refused.json().get("errors");
        assertThat(errors.propertyNames())
                .containsExactlyInAnyOrder("colour", "client_secret", "subdomain", "api_key", "accessToken", "dailyAt");
        assertThat(errors.get("colour").asString())
                .isEqualTo("Pagerduty has no setting of this name."
                        + " There are: credential, client_id, subdomain, region, feeds");
        assertThat(errors.get("api_key").asString())
                .isEqualTo("Pagerduty has no secret of this name. There are: access_token, client_secret");
        assertThat(refused.json().toString()).doesNotContain("secret-secret", "not-here", "turquoise");
    }

    @Test
    void what_else_is_read_may_be_several_things_or_all_or_nothing() {
        watched.awaitRun(1);

        assertThat(alsoReading("tags").status()).isEqualTo(200);
        assertThat(saved()).isEqualTo("standard,tags");
        assertThat(alsoReading("oauth_delegations, tags").status()).isEqualTo(200);
        assertThat(saved()).isEqualTo("standard,tags,oauth_delegations");
        assertThat(alsoReading("").status()).isEqualTo(200);
        assertThat(saved()).isEqualTo("standard");
        assertThat(alsoReading("all").status()).isEqualTo(200);
        assertThat(saved()).isEqualTo("standard,tags,oauth_delegations");

        Answer refused = alsoReading("tags,wizards");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").get("feeds").asString())
                .isEqualTo("Choose some of the offered values for Also read: tags, oauth_delegations");
    }

    private Answer alsoReading(String feeds) {
        return watched.configure(Map.of("settings", Map.of("feeds", feeds)));
    }

    private String saved() {
        return watched.now().get("settings").get("feeds").asString();
    }

    private Map<String, ?> app() {
        return Map.of(
                "settings",
                Map.of(
                        "credential",
                        "oauth_app",
                        "client_id",
                        watched.pagerDuty().clientId(),
                        "subdomain",
                        watched.pagerDuty().subdomain()),
                "secrets",
                Map.of("client_secret", watched.pagerDuty().clientSecret()));
    }
}
