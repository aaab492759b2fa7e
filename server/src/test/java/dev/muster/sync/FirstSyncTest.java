package dev.muster.sync;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.FarFromNow;
import dev.muster.TestPagerDuty;
import dev.muster.TestTenant;
import dev.muster.database.MusterTest;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// The main job over REST: add, configure, sync, read.
@MusterTest
class FirstSyncTest {
    @Autowired
    private ApplicationContext server;

    @Test
    void a_token_becomes_a_list_of_who_has_what() {
        TestTenant acme = TestTenant.on(server);
        ApiClient api = acme.api();
        try (PagerDutySimulator pagerDuty = TestPagerDuty.start(SimulatedAccount.of(120, 8, 7))) {
            JsonNode added = api.post(
                            "/integrations", """
                    {"application": "pagerduty", "owner": "%s", "description": "Company-wide on-call"}
                    """.formatted(acme.administrator().email()))
                    .json();
            assertThat(added.get("status").asString()).isEqualTo("Not configured");
            assertThat(added.get("message").asString()).isEqualTo("Add an access token to start syncing");

            String path = "/integrations/" + added.get("id").asString();
            ApiClient.Answer saved = api.put(
                    path + "/configuration", """
                    {"accessToken": "%s", "region": "%s", "dailyAt": "%s", "timeZone": "UTC"}
                    """.formatted(pagerDuty.token(), pagerDuty.uri(), FarFromNow.TIME));
            assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
            JsonNode connected = eventually(
                    () -> api.get(path).json(),
                    now -> now.get("status").asString().equals("Connected"));

            assertThat(connected.get("message").asString()).isEqualTo("Data available");
            assertThat(connected.get("counts").get("accounts").asLong()).isEqualTo(120);
            assertThat(connected.get("counts").get("groups").asLong()).isEqualTo(8);
            Map<String, String> titles = new HashMap<>();
            api.get(path + "/accounts?limit=500")
                    .json()
                    .get("items")
                    .forEach(account -> titles.put(
                            account.get("role").get("value").asString(),
                            account.get("role").get("title").asString()));
            assertThat(titles)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "admin", "Global Admin",
                            "read_only_user", "Full Stakeholder",
                            "read_only_limited_user", "Limited Stakeholder",
                            "user", "Manager/User",
                            "limited_user", "Responder",
                            "observer", "Observer",
                            "restricted_access", "Restricted Access",
                            "owner", "Account Owner"));
            JsonNode run = api.get(path + "/runs/1").json();
            assertThat(run.get("run").get("outcome").asString()).isEqualTo("complete");
            run.get("feeds")
                    .forEach(feed -> assertThat(feed.get("fetched").asLong())
                            .as(feed.toString())
                            .isEqualTo(feed.get("stored").asLong()
                                    + feed.get("rejected").asLong()));
        }
    }
}
