package dev.muster.changes;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What changed in two applications that lived through some days, each on its own: told together, it is what each tells
/// by itself.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllChangesTest {
    /// Of a page.
    private static final int ROWS = 20;

    private static final int DAYS = 6;
    private static final int PEOPLE = 12;
    private static final List<String> LEVELS = List.of("admin", "user", "wizard");
    private static final Pattern GROUP = Pattern.compile("revision ([0-9]+)</a></th>");
    private static final Pattern WAY = Pattern.compile("<span class=\"sign (granted|removed|changed)\">");

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private ScriptedIntegration first;
    private ScriptedIntegration second;
    private Instant afterFirstLooks;
    private Instant midway;
    private Visitor ana;

    @BeforeAll
    void live() {
        first = ScriptedIntegration.added(server);
        second = ScriptedIntegration.added(server, first.tenant());
        var random = new Random(20261128);
        for (ScriptedIntegration one : List.of(first, second)) {
            for (int team = 0; team < 3; team++) {
                one.script().record("teams", "T" + team, ScriptedIntegration.team("T" + team));
            }
            for (int who = 0; who < PEOPLE; who++) {
                one.script().record("people", "P" + who, person("P" + who), role("P" + who, "user"));
            }
            one.connect();
        }
        afterFirstLooks = Instant.now();
        midway = afterFirstLooks;
        for (int day = 0; day < DAYS; day++) {
            ScriptedIntegration one = random.nextInt(3) == 0 ? second : first;
            for (int i = 0; i < 10; i++) {
                change(one, random);
            }
            first.script()
                    .record("people", "P" + day, person("P" + day), role("P" + day, "admin"))
                    .record(
                            "trail",
                            "E" + day,
                            new Row.Change(
                                    "E" + day,
                                    Instant.now(),
                                    "update",
                                    user("P" + day),
                                    null,
                                    user("P2"),
                                    "api_token",
                                    Map.of()));
            one.sync();
            if (day == DAYS / 2) {
                midway = Instant.now();
            }
        }
        var failing = new Problem(Problem.Cause.FAILING, "Scripted answers with errors (503)", "Try again", null);
        second.script()
                .ended(
                        "members",
                        new Part(new Key("team", "T0"), "Team T0"),
                        new PartEnd.Unread(failing, Instant.EPOCH))
                .end("members", new FeedOutcome.Partial(1, 1, failing))
                .record("people", "P99", person("P99"), role("P99", "admin"));
        second.sync();
        ana = new Visitor(port);
        ana.signIn(first.tenant().administrator().email(), TestTenant.PASSWORD);
    }

    private static void change(ScriptedIntegration one, Random random) {
        String who = "P" + random.nextInt(PEOPLE + 4);
        String team = "T" + random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 -> one.script().record("members", team + "/" + who, member(who, team));
            case 1 -> one.script().without("members", team + "/" + who);
            case 2 ->
                one.script()
                        .record(
                                "teams",
                                team,
                                new Row.Resource(new Key("team", team), "Team named " + random.nextInt(9), Map.of()));
            default ->
                one.script().record("people", who, person(who), role(who, LEVELS.get(random.nextInt(LEVELS.size()))));
        }
    }

    @Test
    void all_together_is_what_each_application_tells_by_itself() {
        List<JsonNode> truth = truth("");

        assertThat(truth).hasSizeGreaterThan(30);
        for (int limit : new int[] {1, 7, 100}) {
            assertThat(lines(walked("from=" + afterFirstLooks, limit)))
                    .as("%d a page", limit)
                    .containsExactlyElementsOf(lines(truth));
        }
        JsonNode counts = call("?from=" + afterFirstLooks).json().get("counts");
        for (String kind : List.of("granted", "removed", "changed")) {
            assertThat(counts.get(kind).asLong())
                    .as(kind)
                    .isEqualTo(truth.stream().filter(is("kind", kind)).count());
        }
    }

    /// What each application tells of the revisions after its first, newest first.
    private List<JsonNode> truth(String query) {
        return Stream.of(first, second)
                .flatMap(one -> one.api()
                        .get("%s/changes?from=1&limit=500%s".formatted(one.path(), query))
                        .json()
                        .get("items")
                        .valueStream()
                        .map(item -> withIntegration(one, item)))
                .sorted(Comparator.comparing(
                                (JsonNode item) -> item.get("seenAt").asString())
                        .reversed())
                .toList();
    }

    private static JsonNode withIntegration(ScriptedIntegration one, JsonNode item) {
        ((ObjectNode) item).put("integration", one.id().toString());
        return item;
    }

    private List<JsonNode> walked(String query, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            Answer answer = call("?limit=%d&%s%s".formatted(limit, query, after.isEmpty() ? "" : "&after=" + after));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            answer.json().get("items").forEach(items::add);
            after = answer.json().path("next").asString("");
        } while (!after.isEmpty());
        return items;
    }

    @Test
    void every_filter_lets_through_what_it_says_and_counts_it() {
        expect("what=grants", is("what", "grants"));
        expect("what=accounts&kind=changed", is("what", "accounts").and(is("kind", "changed")));
        expect("kind=removed", is("kind", "removed"));
        expect("integration=" + second.id(), is("integration", second.id().toString()));
        expect("application=scripted", item -> true);
        expect("level=admin", item -> levels(item).contains("admin"));
        expect(
                "title=Admin&kind=changed",
                is("kind", "changed").and(item -> levels(item).contains("admin")));
        expect("title=" + encoded("Unknown (wizard)"), item -> levels(item).contains("wizard"));
        expect("privileged=yes", item -> levels(item).contains("admin"));
        expect(
                "privileged=no&type=account",
                item -> is("what", "grants").test(item)
                        && item.path("object").path("type").asString("").equals("account")
                        && levels(item).stream().anyMatch(level -> !level.equals("admin")));
        expect(
                "type=team",
                item -> item.path("object").path("type").asString("").equals("team"));
        expect("q=" + encoded("SON p3"), item -> about(item).contains("P3"));
        expect("what=grants&q=" + encoded("named 4"), item -> false);
        expect("q=" + encoded("100%"), item -> false);
    }

    private void expect(String filter, Predicate<JsonNode> wanted) {
        List<JsonNode> expected = truth("").stream().filter(wanted).toList();
        if (filter.contains("named")) {
            Set<String> named = teamsNamed();
            expected = truth("").stream()
                    .filter(is("what", "grants"))
                    .filter(item -> named.contains(item.get("integration").asString() + " "
                            + item.path("object").path("id").asString("")))
                    .toList();
        }
        assertThat(lines(walked("from=%s&%s".formatted(afterFirstLooks, filter), 5)))
                .as(filter)
                .containsExactlyElementsOf(lines(expected));
        JsonNode counts = call("?limit=1&from=%s&%s".formatted(afterFirstLooks, filter))
                .json()
                .get("counts");
        assertThat(
                        filter.contains("kind=")
                                ? counts.get(filter.replaceAll(".*kind=([a-z]+).*", "$1"))
                                        .asLong()
                                : counts.valueStream()
                                        .mapToLong(JsonNode::asLong)
                                        .sum())
                .as(filter)
                .isEqualTo(expected.size());
        assertThat(file("?from=%s&%s".formatted(afterFirstLooks, filter)).body().lines())
                .as("file of %s", filter)
                .hasSize(1 + expected.size());
    }

    /// Whatever they are called now.
    private Set<String> teamsNamed() {
        return truth("&what=resources").stream()
                .filter(item -> item.toString().contains("named 4"))
                .map(item -> item.get("integration").asString() + " "
                        + item.get("subject").get("id").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void the_page_shows_the_same_rows_grouped_by_the_revision_that_saw_them() {
        List<JsonNode> all = truth("&what=grants");
        List<JsonNode> truth = all.subList(0, ROWS);
        List<String> ways = new ArrayList<>();
        List<String> revisions = new ArrayList<>();
        String page = page("?from=" + afterFirstLooks);

        WAY.matcher(page).results().forEach(way -> ways.add(way.group(1)));
        GROUP.matcher(page).results().forEach(group -> revisions.add(group.group(1)));

        assertThat(ways)
                .isEqualTo(
                        truth.stream().map(item -> item.get("kind").asString()).toList());
        assertThat(revisions)
                .isEqualTo(truth.stream()
                        .map(item -> item.get("seenAt").asString() + " "
                                + item.get("revision").asString())
                        .distinct()
                        .map(seen -> seen.split(" ")[1])
                        .toList());
        assertThat(page)
                .contains("1–%d of %d".formatted(ROWS, all.size()))
                .contains("2 applications are compared", "did not read everything")
                .contains(
                        "Integration</span>",
                        "Access</span>",
                        "not in Scripted",
                        "no audit records read",
                        "<span class=\"wrap\">Person P2</span>");
        assertThat(page("?from=%s&title=Admin".formatted(afterFirstLooks)))
                .contains("Remove filter Access Admin", "name=\"title\" value=\"Admin\"");
        assertThat(page("?from=%s&q=%s".formatted(afterFirstLooks, encoded("<b>"))))
                .contains("Nothing that changed matches all of this")
                .doesNotContain("value=\"<b>");
    }

    @Test
    void two_moments_are_compared_and_a_walk_stays_between_them() {
        List<String> later = lines(walked("from=" + midway, 100));
        List<String> earlier = lines(walked("from=%s&to=%s".formatted(afterFirstLooks, midway), 100));

        assertThat(Stream.concat(later.stream(), earlier.stream()).toList()).isEqualTo(lines(truth("")));
        JsonNode told = call("?from=%s&to=%s".formatted(midway, midway)).json();
        assertThat(told.get("items")).isEmpty();
        assertThat(told.get("revisions")).hasSize(2);
        var third = ScriptedIntegration.synced(server, 4, 1);
        third.script().record("people", "P7", person("P7"), role("P7", "admin"));
        third.sync();
        JsonNode page = third.api().get("/changes?limit=1").json();
        third.script().record("people", "P8", person("P8"), role("P8", "admin"));
        third.sync();

        JsonNode rest = third.api()
                .get("/changes?limit=9&after=" + page.get("next").asString())
                .json();

        assertThat(rest.toString()).contains("P7").doesNotContain("P8");
        assertThat(rest.get("to")).isEqualTo(page.get("to"));
        assertThat(third.api().get("/changes").json().toString()).contains("P7", "P8");
        assertThat(third.api()
                        .get("/changes?kind=granted&after=" + page.get("next").asString())
                        .status())
                .as("the cursor of another filter")
                .isEqualTo(422);
    }

    @Test
    void without_an_end_it_is_now_and_without_a_begin_a_week_before() {
        JsonNode told = call("").json();

        assertThat(told.get("from").asString())
                .isEqualTo(LocalDate.ofInstant(Instant.parse(told.get("to").asString()), ZoneOffset.UTC)
                        .minusDays(7)
                        .toString());
        assertThat(lines(told.get("items").valueStream().toList())).isEqualTo(lines(truth("")));
        HttpResponse<String> file = file("");
        assertThat(file.headers().firstValue(AllChangesFile.FROM))
                .contains(told.get("from").asString());
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .contains("%s-changes-".formatted(first.tenant().tenant().slug()));
        assertThat(page("")).contains("(its first)");
        assertThat(page("?to=2001-01-01")).contains("Nothing was published by then");
        assertThat(page("?asOf=2001-01-01"))
                .contains("Nothing was published by then", "the later of the two states compared is the one as of")
                .contains("value=\"2001-01-01\"", "As of 2001-01-01");
    }

    @Test
    void what_nobody_knows_is_refused_with_what_is_known() {
        refused("colour=red", "colour", "privileged, q, title, to, type, what");
        refused("kind=added", "kind", "Known are changed, granted, removed");
        refused("what=teams", "what", "Known are accounts, grants, links, resources");
        refused("privileged=maybe", "privileged", "Known are no, yes");
        refused("level=king", "level", "admin");
        refused("title=King", "title", "Admin");
        refused("type=boat", "type", "team");
        refused("integration=9", "integration", first.id().toString());
        refused("application=payroll", "application", "scripted");
        refused("what=accounts&level=admin", "level", "what=grants");
        refused("kind=granted&kind=removed", "kind", "once");
        refused("from=3", "from", "a day (2026-09-30)");
        refused("to=3", "to", "a day (2026-09-30)");
        refused("from=yesterday", "from", "2026-09-30");
        refused("to=2999-01-01", "to", "still to come");
        refused("from=2026-02-02&to=2026-02-01", "from", "later than the end");
        refused("after=nonsense", "after", "");
        refused("limit=0", "limit", "500");
    }

    private void refused(String query, String field, String told) {
        Answer answer = call("?" + query);
        assertThat(answer.status()).as(query).isEqualTo(422);
        assertThat(answer.json().toString()).as(query).contains("\"" + field + "\"", told);
    }

    private static Predicate<JsonNode> is(String field, String value) {
        return item -> item.get(field).asString().equals(value);
    }

    private static List<String> levels(JsonNode item) {
        return is("what", "grants").test(item)
                ? Stream.of("before", "after")
                        .map(side ->
                                item.path(side).path("fields").path("value").asString(""))
                        .filter(value -> !value.isEmpty())
                        .toList()
                : List.of();
    }

    private static List<String> about(JsonNode item) {
        return List.of(
                item.get("subject").get("id").asString(),
                item.path("object").path("id").asString(""));
    }

    private static List<String> lines(List<JsonNode> items) {
        return items.stream()
                .map(item -> Stream.of(
                                "integration", "revision", "what", "kind", "subject", "object", "before", "after")
                        .map(field -> item.path(field).toString())
                        .reduce("", (one, other) -> one + " " + other))
                .toList();
    }

    private Answer call(String query) {
        return first.api().get("/changes" + query);
    }

    private String page(String query) {
        return visit("/changes" + query).body();
    }

    private HttpResponse<String> file(String query) {
        return visit("/changes.csv" + query);
    }

    private HttpResponse<String> visit(String below) {
        return ana.get("/t/%s%s".formatted(first.tenant().tenant().slug(), below));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
