package dev.muster.snapshot;

import static dev.muster.WatchedAccount.outcome;
import static dev.muster.WatchedIntegration.json;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// One account with absent people, stubs, people on call, witnesses that disagree and parts that cannot be read: every
/// number of it is the same wherever it is told, and the number of rows of the list it is about.
@MusterTest
@Tag("far-side")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SameNumbersTest {
    /// What the command calls otherwise than the API.
    private static final Map<String, String> NAMES = Map.of(
            "absent_accounts",
            "absentAccounts",
            "teams",
            "groups",
            "stub_teams",
            "stubGroups",
            "restless_grants",
            "restlessGrants");

    private static final Pattern TAGS = Pattern.compile("<[^>]+>");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;
    private JsonNode counts;

    @BeforeAll
    void an_account_where_nothing_is_simple() {
        watched = WatchedAccount.added(server, SimulatedAccount.of(60, 6, 7));
        Stream.of(
                        Pitfall.DELETED_USER,
                        Pitfall.NAMED_LEAVER,
                        Pitfall.UNLISTED_NEIGHBOURS,
                        Pitfall.UNLISTED_TEAM,
                        Pitfall.SUB_TEAM,
                        Pitfall.TWO_ROLES,
                        Pitfall.LOST_MEMBERS,
                        Pitfall.INVITED_ON_CALL,
                        Pitfall.STRANGER_ON_CALL)
                .forEach(pitfall -> pitfall.into(watched.pagerDuty()));
        String team = watched.account().teams().getFirst().id();
        String shifts =
                watched.account().onCallSetup().shiftSchedules().getFirst().id();
        watched.pagerDuty()
                .faults()
                .on("/teams/%s/members".formatted(team))
                .every()
                .answer(new Fault.Status(403))
                .on("/v3/schedules/" + shifts)
                .every()
                .answer(new Fault.Status(403));
        JsonNode run =
                watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));
        assertThat(outcome(run)).as(run.toString()).isEqualTo("partial");
        counts = watched.now().get("counts");
    }

    @AfterAll
    void stop() {
        watched.close();
    }

    @Test
    void nothing_is_zero_so_that_every_number_can_differ() {
        assertThat(numbers(counts))
                .hasSize(9)
                .allSatisfy((name, number) -> assertThat(number).as(name).isPositive());
    }

    @Test
    void the_command_counts_what_the_server_counts() {
        assertThat(told(Command.read(watched, "certificate"))).isEqualTo(numbers(counts));
    }

    @Test
    void accounts_are_the_same_rows_in_the_api_in_files_and_on_pages() {
        List<String> accounts = rows(watched.accounts(), "id", "name", "state");
        long absent = count("absentAccounts");

        assertThat(accounts).hasSize(Math.toIntExact(count("accounts")));
        assertThat(accounts.stream().filter(row -> row.endsWith(" absent"))).hasSize(Math.toIntExact(absent));
        assertThat(rows(printed("accounts"), "id", "name", "state")).isEqualTo(accounts);
        assertThat(file("/accounts.csv").stream()
                        .map(row -> String.join(" ", row.getField("id"), row.getField("name"), row.getField("state")))
                        .sorted())
                .containsExactlyElementsOf(accounts);
        assertThat(words(watched.page("/accounts")))
                .contains("%d accounts (%d absent), data from".formatted(accounts.size(), absent));
    }

    @Test
    void resources_and_teams_are_the_same_rows_in_the_api_in_files_and_on_pages() {
        List<JsonNode> objects = all(watched, "/resources");
        List<String> listed = objects(watched);
        List<JsonNode> resources = printed("resources");

        assertThat(resources.stream().map(SameNumbersTest::thing).sorted()).containsExactlyElementsOf(listed);
        assertThat(listed).hasSize(Math.toIntExact(count("resources")));
        assertThat(listed.stream().filter(row -> row.endsWith(" stub"))).hasSize(Math.toIntExact(count("stubs")));
        List<String> teams =
                listed.stream().filter(row -> row.startsWith("team ")).toList();
        assertThat(teams).hasSize(Math.toIntExact(count("groups")));
        assertThat(teams.stream().filter(row -> row.endsWith(" stub"))).hasSize(Math.toIntExact(count("stubGroups")));
        assertThat(rows(printed("teams"), "id"))
                .isEqualTo(rows(
                        objects.stream()
                                .filter(object -> object.get("type").asString().equals("team"))
                                .toList(),
                        "id"));
        assertThat(words(watched.page("/resources"))).contains("%d resources".formatted(listed.size()));
    }

    @Test
    void grants_and_links_are_as_many_rows_as_are_counted_those_on_call_too() {
        List<JsonNode> grants = printed("grants");

        assertThat(grants).hasSize(Math.toIntExact(count("grants")));
        assertThat(grants.stream().filter(grant -> grant.get("value").asString().equals("on_call")))
                .hasSize(Math.toIntExact(count("restlessGrants")));
        assertThat(all(watched, "/resources").stream()
                        .mapToLong(object -> object.get("grants").asLong())
                        .sum())
                .isEqualTo(count("grants"));
        assertThat(printed("resources").stream()
                        .mapToLong(resource -> resource.get("links").size())
                        .sum())
                .isEqualTo(count("links"));
    }

    @Test
    void pages_about_the_integration_show_these_numbers() {
        assertThat(words(watched.page("")))
                .contains("Accounts %d absent %d".formatted(count("absentAccounts"), count("accounts")))
                .contains("Teams %d only named %d".formatted(count("stubGroups"), count("groups")))
                .contains("Grants %d come and go %d".formatted(count("restlessGrants"), count("grants")));
        assertThat(words(watched.page("/delete")))
                .contains("%d accounts and %d grants, with their".formatted(count("accounts"), count("grants")));
        assertThat(words(integrations()))
                .containsPattern("\\b%d accounts \\S+ %d grants\\b".formatted(count("accounts"), count("grants")));
    }

    /// The guard weighs what can disappear: neither who is gone already, nor who is on call for an hour. Last,
    /// because whoever leaves is on call no more.
    @Test
    @Order(Integer.MAX_VALUE)
    void the_guard_weighs_what_is_listed_and_lasts() {
        long listed = count("accounts") - count("absentAccounts");
        watched.api().patch(watched.path(), json(Map.of("holdPercent", 1, "holdMinimum", 0)));
        SimulatedUser leaver = watched.account().users().get(40);
        watched.account().removeUser(leaver.id());

        JsonNode run = watched.sync();

        assertThat(outcome(run)).isEqualTo("held");
        assertThat(watched.message()).startsWith("1 of %d users would disappear. ".formatted(listed));
        assertThat(words(watched.page("/runs/" + run.get("run").get("number").asInt())))
                .contains("Accounts %d %d 1 ".formatted(listed, listed - 1))
                .contains("Teams %d ".formatted(count("groups") - count("stubGroups")))
                .contains("Grants %d ".formatted(count("grants") - count("restlessGrants")));
        assertThat(numbers(watched.now().get("counts"))).isEqualTo(numbers(counts));
    }

    /// Nobody can tell whether what a refused list would show is there; what leads to it is seen all the same.
    @Test
    void lists_that_are_refused_or_broken_leave_the_same_stubs() {
        try (WatchedAccount hidden = WatchedAccount.added(server, SimulatedAccount.of(60, 6, 7))) {
            Pitfall.UNLISTED_NEIGHBOURS.into(hidden.pagerDuty());
            var faults = hidden.pagerDuty().faults();
            faults.on("/escalation_policies").every().answer(new Fault.Status(403));
            faults.on("/schedules").every().answer(new Fault.Html());

            JsonNode run =
                    hidden.saveAnyway(Map.of("accessToken", hidden.pagerDuty().token()));

            assertThat(outcome(run)).isEqualTo("partial");
            Map<String, Long> proved = numbers(hidden.now().get("counts"));
            assertThat(proved.get("stubs")).isGreaterThan(5);
            Command.Taken taken = Command.read(hidden, "resources");
            assertThat(told(taken)).isEqualTo(proved);
            assertThat(taken.document()
                            .get("resources")
                            .valueStream()
                            .map(SameNumbersTest::thing)
                            .sorted())
                    .containsExactlyElementsOf(objects(hidden));
        }
    }

    private static Map<String, Long> told(Command.Taken taken) {
        Map<String, Long> told = new TreeMap<>();
        numbers(taken.certificate().get("counts"))
                .forEach((name, number) -> told.put(NAMES.getOrDefault(name, name), number));
        return told;
    }

    private static List<String> objects(WatchedAccount watched) {
        return all(watched, "/resources").stream()
                .map(object -> thing(object, object.get("stub").asBoolean()))
                .sorted()
                .toList();
    }

    private long count(String name) {
        return counts.get(name).asLong();
    }

    private static Map<String, Long> numbers(JsonNode counts) {
        Map<String, Long> numbers = new TreeMap<>();
        counts.properties()
                .forEach(each -> numbers.put(each.getKey(), each.getValue().asLong()));
        return numbers;
    }

    private List<JsonNode> printed(String what) {
        return Command.read(watched, what).document().get(what).valueStream().toList();
    }

    /// A listing of the API, read page by page.
    private static List<JsonNode> all(WatchedAccount watched, String path) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = watched.api()
                    .get(watched.path() + path + "?limit=50&after=" + after)
                    .json();
            page.get("items").forEach(all::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return all;
    }

    private List<NamedCsvRecord> file(String path) {
        String text = watched.page(path).replace("\uFEFF", "");
        return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }

    private static List<String> rows(List<JsonNode> rows, String... columns) {
        return rows.stream()
                .map(row -> Stream.of(columns)
                        .map(column -> row.get(column).asString())
                        .reduce((one, next) -> one + " " + next)
                        .orElseThrow())
                .sorted()
                .toList();
    }

    private static String thing(JsonNode resource) {
        return thing(resource, resource.get("attributes").has("stub"));
    }

    private static String thing(JsonNode resource, boolean stub) {
        return "%s %s %s%s"
                .formatted(
                        resource.get("type").asString(),
                        resource.get("id").asString(),
                        resource.get("name").asString(),
                        stub ? " stub" : "");
    }

    /// Integrations > Third Party Applications.
    private String integrations() {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
        return visitor.get(
                        "/t/%s/integrations".formatted(watched.tenant().tenant().slug()))
                .body();
    }

    /// A page as it is read, without thousands separated.
    private static String words(String page) {
        Matcher text = TAGS.matcher(page);
        return SPACES.matcher(text.replaceAll(" ")).replaceAll(" ");
    }
}
