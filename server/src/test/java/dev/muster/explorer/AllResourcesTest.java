package dev.muster.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Teams, and whatever else access is held on, of two applications in one list.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllResourcesTest {
    private static final int TEAMS = 57;
    private static final Pattern ROW =
            Pattern.compile("href=\"[^\"]*/integrations/([^/]+)/resources/[^/]+/([^\"?]+)\"><bdi>");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    private static final Pattern PREVIOUS = Pattern.compile("rel=\"prev\" href=\"([^\"]*)\"");

    private ScriptedIntegration first;
    private ScriptedIntegration second;
    private Visitor ana;

    /// A team of an application.
    private record Team(String integration, String id, String name) {
        String line() {
            return integration + " " + id;
        }
    }

    @BeforeAll
    void publish(@Autowired ApplicationContext server, @LocalServerPort int port) {
        first = ScriptedIntegration.added(server);
        second = ScriptedIntegration.added(server, first.tenant());
        for (ScriptedIntegration one : List.of(first, second)) {
            teams(one)
                    .forEach(team -> one.script()
                            .record(
                                    "teams",
                                    team.id(),
                                    new Row.Resource(new Key("team", team.id()), team.name(), Map.of())));
            one.script()
                    .record("people", "P1", ScriptedIntegration.person("P1"), ScriptedIntegration.role("P1", "user"));
            one.script().record("members", "P1", ScriptedIntegration.member("P1", "T7"));
            one.connect();
        }
        ana = new Visitor(port);
        ana.signIn(first.tenant().administrator().email(), TestTenant.PASSWORD);
    }

    /// Several share a name.
    private static List<Team> teams(ScriptedIntegration one) {
        return IntStream.range(0, TEAMS)
                .mapToObj(n -> new Team(one.id().toString(), "T" + n, "Team " + (char) ('a' + n % 5)))
                .toList();
    }

    @Test
    void all_are_listed_by_name_page_by_page_and_back_again() {
        List<String> walked = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        @Nullable String at = "/t/%s/teams".formatted(first.tenant().tenant().slug());
        while (at != null) {
            String page = ana.get(at).body();
            pages.add(page);
            walked.addAll(rows(page));
            at = link(NEXT, page);
        }

        assertThat(walked).isEqualTo(sorted());
        assertThat(pages).hasSize(6);
        assertThat(pages.getFirst()).contains("114 over all applications", "1–20 of 114", "Teams");
        assertThat(rows(ana.get(Objects.requireNonNull(link(PREVIOUS, pages.getLast())))
                        .body()))
                .isEqualTo(rows(pages.get(4)));
    }

    @Test
    void they_are_narrowed_by_name_type_and_application_and_what_nobody_knows_is_refused() {
        String narrowed = page("/teams?q=AM+b&type=team&integration=" + second.id());

        assertThat(rows(narrowed))
                .hasSize(12)
                .allMatch(row -> row.startsWith(second.id().toString()));
        assertThat(narrowed).contains("12 of 114 over");
        assertThat(page("/on-call")).doesNotContain("Team a");
        assertThat(visit("/teams?type=boat").statusCode()).isEqualTo(422);
        assertThat(visit("/teams?integration=9").statusCode()).isEqualTo(422);
        assertThat(visit("/teams?colour=red").statusCode()).isEqualTo(422);
        assertThat(page("/teams?q=nothing")).contains("Nothing matches");
        String file = visit("/teams.csv?q=AM+b&integration=" + second.id()).body();
        assertThat(file.lines()).hasSize(13).element(1, STRING).contains(",team,T", ",Team b,");
        assertThat(visit("/on-call.csv").body()).doesNotContain("Team a");
        assertThat(visit("/teams.csv?type=boat").statusCode()).isEqualTo(422);
        assertThat(page("/teams?asOf=2001-01-01")).contains("You are looking at the past", "Nothing is published yet");
    }

    @Test
    void calls_list_them_in_the_same_order_and_say_of_which_revisions() {
        List<String> walked = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = first.api()
                    .get("/resources?type=team&limit=50&after=" + after)
                    .json();
            assertThat(page.get("count").asLong()).isEqualTo(2 * TEAMS);
            assertThat(page.get("revisions")).hasSize(2);
            page.get("items")
                    .forEach(team -> walked.add(team.get("integration").asString() + " "
                            + team.get("id").asString()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(walked).isEqualTo(sorted());
        assertThat(call("/resources?q=AM+b&integration=" + second.id())
                        .get("count")
                        .asLong())
                .isEqualTo(12);
        assertThat(call("/resources?area=teams&sort=-name&limit=500")
                        .get("items")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("Team e");
        assertThat(call("/resources?area=on-call").get("items"))
                .noneMatch(item -> item.get("type").asString().equals("team"));
        assertThat(call("/resources?asOf=2001-01-01").get("items")).isEmpty();
        for (String unknown : List.of(
                "colour=red",
                "type=boat",
                "area=sea",
                "sort=age",
                "integration=9",
                "limit=501",
                "type=team&type=team")) {
            assertThat(first.api().get("/resources?" + unknown).status())
                    .as(unknown)
                    .isEqualTo(422);
        }
    }

    @Test
    void calls_refuse_what_they_do_not_take_by_its_name() {
        for (String list : List.of("/people", "/integrations", first.path() + "/accounts", "/questions")) {
            Answer refused = first.api().get(list + "?colour=red");

            assertThat(refused.status()).as(list).isEqualTo(422);
            assertThat(refused.json().at("/errors/colour").asString())
                    .as(list)
                    .startsWith("There is no parameter colour");
        }
        assertThat(first.api().get("/people?limit=1&limit=2").status()).isEqualTo(422);
    }

    @Test
    void a_token_tells_whom_it_speaks_for_and_which_tenant_it_opens() {
        JsonNode me = outsideOfTenants("me");

        assertThat(me.get("name").asString())
                .isEqualTo(first.tenant().administrator().name());
        assertThat(me.get("service").asBoolean()).isFalse();
        assertThat(me.at("/tenant/slug").asString())
                .isEqualTo(first.tenant().tenant().slug());
        assertThat(me.at("/tenant/role").asString()).isEqualTo("administrator");
        assertThat(outsideOfTenants("tenants").get("items")).singleElement().isEqualTo(me.get("tenant"));
    }

    private JsonNode outsideOfTenants(String list) {
        return first.api().outsideOfTenants().get("/" + list).json();
    }

    private JsonNode call(String below) {
        return first.api().get(below).json();
    }

    private List<String> sorted() {
        return Stream.of(first, second)
                .flatMap(one -> teams(one).stream())
                .sorted(Comparator.comparing(Team::name)
                        .thenComparing(Team::integration)
                        .thenComparing(Team::id))
                .map(Team::line)
                .toList();
    }

    @Test
    void a_team_opens_on_its_members_and_leads_to_them_in_the_list_of_access() {
        String team = page("/integrations/%s/resources/team/T7".formatted(first.id()));

        assertThat(team).contains("Members</h2>", "Person P1", "1 grant<", "group=T7");
        assertThat(page("/access?type=team&group=T7&integration=" + first.id())).contains("1 of ", "Person P1");
    }

    private static List<String> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
    }

    private static @Nullable String link(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElse(null);
    }

    private String page(String below) {
        return visit(below).body();
    }

    private HttpResponse<String> visit(String below) {
        return ana.get("/t/%s%s".formatted(first.tenant().tenant().slug(), below));
    }
}
