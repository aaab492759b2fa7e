package dev.muster.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Every base role under the title of the PagerDuty dashboard, wherever Muster shows it; a value nobody knows under
/// its own name.
@MusterTest
class RoleTitlesTest {
    private static final Map<String, String> TITLES = Map.of(
            "owner", "Account Owner",
            "admin", "Global Admin",
            "user", "Manager/User",
            "limited_user", "Responder",
            "observer", "Observer",
            "restricted_access", "Restricted Access",
            "read_only_user", "Full Stakeholder",
            "read_only_limited_user", "Limited Stakeholder",
            "team_lead", "Unknown (team_lead)");

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    @Test
    void page_csv_and_api_show_the_same_titles() {
        SimulatedAccount account = SimulatedAccount.of(60, 4, 3);
        account.addUser(SimulatedUser.named("PLEADER", "=HYPERLINK(\"http://evil.example\")", "lead@acme.example")
                .withRole("team_lead"));
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            Visitor ana = signedIn(watched);
            String accounts = accounts(watched);

            Map<String, String> inApi = new HashMap<>();
            for (JsonNode one : watched.accounts()) {
                inApi.put(
                        one.get("role").get("value").asString(),
                        one.get("role").get("title").asString());
            }
            String csv = ana.get(accounts + ".csv").body();
            Map<String, String> inCsv = new HashMap<>();
            CsvReader.builder()
                    .ofNamedCsvRecord(csv)
                    .forEach(row -> inCsv.put(row.getField("role"), row.getField("role_title")));

            assertThat(inApi).isEqualTo(TITLES);
            assertThat(inCsv).isEqualTo(TITLES);
            TITLES.forEach((value, title) -> assertThat(
                            ana.get(accounts + "?role=" + value).body())
                    .contains(title)
                    .contains(value));
        }
    }

    @Test
    void a_name_that_a_spreadsheet_would_run_is_text_in_the_csv() {
        SimulatedAccount account = SimulatedAccount.of(60, 4, 3);
        account.addUser(
                SimulatedUser.named("PEVIL01", "=HYPERLINK(\"http://evil.example\",\"x\")", "evil@acme.example"));
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            String csv = signedIn(watched)
                    .get(accounts(watched) + ".csv?q=evil")
                    .body()
                    .replace("\uFEFF", "");

            NamedCsvRecord row =
                    CsvReader.builder().ofNamedCsvRecord(csv).iterator().next();
            assertThat(row.getField("name")).isEqualTo("'=HYPERLINK(\"http://evil.example\",\"x\")");
            assertThat(row.getField("id")).isEqualTo("PEVIL01");
        }
    }

    private Visitor signedIn(WatchedAccount watched) {
        var ana = new Visitor(port);
        ana.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
        return ana;
    }

    private static String accounts(WatchedAccount watched) {
        return "/t/%s/integrations/%s/accounts"
                .formatted(watched.tenant().tenant().slug(), watched.id());
    }
}
