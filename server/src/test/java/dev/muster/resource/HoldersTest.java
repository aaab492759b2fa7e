package dev.muster.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Who holds something on a resource, over REST and as a file.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldersTest {
    private static final String HOLDERS = "/resources/team/T0/holders";

    private ScriptedIntegration watched;
    private Visitor ana;

    @BeforeAll
    void publish(@Autowired ApplicationContext server, @LocalServerPort int port) {
        watched = ScriptedIntegration.added(server);
        watched.script().record("teams", "T0", ScriptedIntegration.team("T0"));
        for (String person : List.of("P1", "P2", "P3")) {
            watched.script()
                    .record(
                            "people",
                            person,
                            ScriptedIntegration.person(person),
                            ScriptedIntegration.role(person, "user"));
            watched.script().record("members", person, ScriptedIntegration.member(person, "T0"));
        }
        watched.script().record("members", "gone", ScriptedIntegration.member("\u00C9milie", "T0"));
        watched.connect();
        ana = new Visitor(port);
        ana.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
    }

    /// One of them is an account that no listing shows, whose name is its id.
    @Test
    void they_are_walked_page_by_page_in_the_order_of_the_page() {
        List<String> walked = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = call("?limit=1&after=" + after);
            page.get("items").forEach(holder -> walked.add(holder.get("account").asString()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(walked).containsExactly("\u00C9milie", "P1", "P2", "P3");
        JsonNode first = call("?q=P1").get("items").get(0);
        assertThat(first.at("/level/title").asString()).isEqualTo("Member");
        assertThat(first.get("baseLevels").toString()).isEqualTo("[\"user\"]");
        assertThat(first.get("feed").asString()).isEqualTo("members");
        assertThat(first.has("since")).isFalse();
        assertThat(call("?asOf=1&level=member").get("items")).hasSize(4);
    }

    @Test
    void what_is_not_there_or_not_known_is_said() {
        assertThat(watched.api()
                        .get(watched.path() + "/resources/team/T9/holders")
                        .status())
                .isEqualTo(404);
        for (String unknown : List.of("level=captain", "dutyless=no", "colour=red", "limit=0", "after=x")) {
            assertThat(watched.api()
                            .get(watched.path() + HOLDERS + "?" + unknown)
                            .status())
                    .as(unknown)
                    .isEqualTo(422);
        }
    }

    @Test
    void the_page_leads_to_the_file_and_to_the_call_of_the_same_holders() {
        String page = visit("/resources/team/T0?q=P2");

        assertThat(page).contains("/resources/team/T0/holders.xlsx?q=P2\"", HOLDERS + "?q=P2&#39;");
        assertThat(visit(HOLDERS + ".csv?q=P2").lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("P2,", ",member,Member,no,user,", ",members,");
    }

    private JsonNode call(String query) {
        return watched.api().get(watched.path() + HOLDERS + query).json();
    }

    private String visit(String below) {
        return ana.get("/t/%s%s%s".formatted(watched.tenant().tenant().slug(), watched.path(), below))
                .body();
    }
}
