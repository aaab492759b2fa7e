package dev.muster.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.database.MusterTest;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleWalk;
import dev.muster.problem.InvalidInput;
import dev.muster.signin.Visitor;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Two applications of one tenant, whose access is known grant by grant.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final int PEOPLE = 24;
    private static final int TEAMS = 3;
    private static final List<String> LEVELS = List.of("admin", "user", "user", "wizard");

    @Autowired
    private ApplicationContext server;

    private final List<Held> truth = new ArrayList<>();
    private ScriptedIntegration first;
    private ScriptedIntegration second;
    private @Nullable Visitor visitor;
    private int turn;

    /// A grant as the test knows it.
    private record Held(
            String integration,
            String account,
            String name,
            AccountState state,
            AccountKind kind,
            String level,
            String type,
            String resource,
            boolean inTeam) {
        boolean privileged() {
            return level.equals("admin");
        }

        String line() {
            return String.join(" ", integration, account, level, type, resource);
        }
    }

    @BeforeAll
    void publish() {
        first = ScriptedIntegration.added(server);
        second = ScriptedIntegration.added(server, first.tenant());
        var random = new Random(20261127);
        for (ScriptedIntegration application : List.of(first, second)) {
            for (int team = 0; team < TEAMS; team++) {
                application.script().record("teams", "T" + team, ScriptedIntegration.team("T" + team));
            }
            for (int person = 0; person < PEOPLE; person++) {
                hire(application, "P" + person, random);
            }
            application.connect();
        }
    }

    private void hire(ScriptedIntegration application, String id, Random random) {
        String name = (random.nextBoolean() ? "Person " : "Pérson ") + random.nextInt(8);
        AccountState state = random.nextInt(4) == 0 ? AccountState.INVITED : AccountState.ACTIVE;
        AccountKind kind = random.nextInt(5) == 0 ? AccountKind.SERVICE : AccountKind.HUMAN;
        Key user = ScriptedIntegration.user(id);
        String level = LEVELS.get(random.nextInt(LEVELS.size()));
        String team = random.nextBoolean() ? "T" + random.nextInt(TEAMS) : null;
        application
                .script()
                .record(
                        "people",
                        id,
                        new Row.Account(user, name, id + "@acme.example", kind, state, Map.of()),
                        new Row.Grant(user, new Key("account", "account"), level));
        truth.add(new Held(
                application.id().toString(), id, name, state, kind, level, "account", "account", team != null));
        if (team != null) {
            application.script().record("members", id, ScriptedIntegration.member(id, team));
            truth.add(new Held(application.id().toString(), id, name, state, kind, "member", "team", team, true));
        }
    }

    @Test
    void every_filter_lets_through_what_it_says_in_every_order_and_counts_it() {
        expect("", held -> true);
        expect("privileged=yes", Held::privileged);
        expect("privileged=no", held -> !held.privileged());
        expect("title=Admin", Held::privileged);
        expect("level=wizard", held -> held.level().equals("wizard"));
        expect("meaning=unknown", held -> held.level().equals("wizard"));
        expect("title=" + encoded("Unknown (wizard)"), held -> held.level().equals("wizard"));
        expect("type=team", held -> held.type().equals("team"));
        expect("group=none", held -> !held.inTeam());
        expect("group=T1", held -> held.resource().equals("T1"));
        expect(
                "state=invited&kind=human",
                held -> held.state() == AccountState.INVITED && held.kind() == AccountKind.HUMAN);
        expect("kind=service&privileged=yes", held -> held.kind() == AccountKind.SERVICE && held.privileged());
        expect(
                "integration=" + first.id(),
                held -> held.integration().equals(first.id().toString()));
        expect(
                "application=scripted&group=none&state=active",
                held -> !held.inTeam() && held.state() == AccountState.ACTIVE);
        expect("q=" + encoded("SON 3"), held -> held.name().contains("son 3"));
        expect("q=" + encoded("PERSÓN 3"), held -> held.name().endsWith("son 3"));
        expect("q=" + encoded("team t2"), held -> held.resource().equals("T2"));
        expect("q=wIZ&state=active", held -> held.level().equals("wizard") && held.state() == AccountState.ACTIVE);
        expect("q=" + encoded("100%"), held -> false);
        expect("email=p7@ACME.example", held -> held.account().equals("P7"));
        expect(
                "email=p7@acme.example&type=team",
                held -> held.account().equals("P7") && held.type().equals("team"));
        expect("email=nobody@acme.example", held -> false);
        expect("since=2020-01-01", held -> false);
    }

    private void expect(String filter, Predicate<Held> wanted) {
        List<String> expected =
                truth.stream().filter(wanted).map(Held::line).sorted().toList();
        List<String> byPerson = walked(filter, "person");

        assertThat(byPerson.stream().sorted().toList()).as(filter).isEqualTo(expected);
        Column column = Column.values()[turn++ % Column.values().length];
        for (String sort : List.of("resource", "-" + column.field())) {
            assertThat(walked(filter, sort).stream().sorted().toList())
                    .as("%s sorted by %s", filter, sort)
                    .isEqualTo(expected);
        }
        List<String> down = new ArrayList<>(walked(filter, "-person"));
        Collections.reverse(down);
        assertThat(down).as("%s the other way round", filter).isEqualTo(byPerson);
        String page = page("?" + filter);
        assertThat(page)
                .as(filter)
                .contains(
                        filter.isEmpty()
                                ? "%d grants over".formatted(truth.size())
                                : "%d of %d grants over".formatted(expected.size(), truth.size()));
        assertThat(file("?" + filter).lines().count()).as("file of %s", filter).isEqualTo(1 + expected.size());
    }

    @Test
    void a_list_is_sorted_by_the_words_that_its_columns_show() {
        assertSorted("access", item -> item.get("level").get("title").asString());
        assertSorted("state", item -> item.get("account").get("state").asString());
        assertSorted("kind", item -> item.get("account").get("kind").asString());
        assertSorted(
                "resource", item -> item.get("resource").get("name").asString().toLowerCase(Locale.ROOT));

        assertThat(page("?sort=-since")).contains("aria-sort=\"descending\"", "sort=-since", "sort=state");
    }

    private void assertSorted(String sort, Function<JsonNode, String> word) {
        List<String> up = words("?limit=200&sort=" + sort, word);
        assertThat(up).as(sort).hasSize(truth.size()).isSorted();

        List<String> down = new ArrayList<>(words("?limit=200&sort=-" + sort, word));
        Collections.reverse(down);
        assertThat(down).as("-%s", sort).isEqualTo(up);
    }

    private List<String> words(String query, Function<JsonNode, String> word) {
        return call(query).json().get("items").valueStream().map(word).toList();
    }

    @Test
    void picked_columns_are_kept_until_they_are_left_to_muster_again() {
        assertThat(page("?title=Admin")).contains("Nothing is picked yet").doesNotContain("data-l=\"Access\"");

        String list = "/t/%s/access".formatted(first.tenant().tenant().slug());
        Visitor reader = Objects.requireNonNull(visitor);
        String after = reader.get(Visitor.redirect(
                        reader.post(list + "/columns", Map.of("column", "access", "back", list + "?title=Admin"))))
                .body();
        assertThat(after)
                .contains("data-l=\"Access\"", "Remove filter Access Admin")
                .doesNotContain("data-l=\"Since\"");
        assertThat(page("")).contains("data-l=\"Access\"").doesNotContain("data-l=\"Since\"", "data-l=\"State\"");

        assertThat(reader.post(list + "/columns", Map.of("column", "colour")).body())
                .contains(
                        "There is no column colour to pick. Known are integration, access, type, since, state, kind.");
        assertThat(reader.post(list + "/columns", Map.of("reset", "true", "back", "https://elsewhere.example"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/");
        assertThat(page("?title=Admin")).contains("Nothing is picked yet").doesNotContain("data-l=\"Access\"");
    }

    private List<String> walked(String filter, String sort) {
        List<String> lines = new ArrayList<>();
        String after = "";
        do {
            Answer answer =
                    call("?limit=19&sort=%s&%s%s".formatted(sort, filter, after.isEmpty() ? "" : "&after=" + after));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            answer.json().get("items").forEach(item -> lines.add(line(item)));
            after = answer.json().path("next").asString("");
        } while (!after.isEmpty());
        assertThat(new HashSet<>(lines)).as("no row twice").hasSameSizeAs(lines);
        return lines;
    }

    private static String line(JsonNode item) {
        return String.join(
                " ",
                item.get("integration").asString(),
                item.get("account").get("id").asString(),
                item.get("level").get("value").asString(),
                item.get("resource").get("type").asString(),
                item.get("resource").get("id").asString());
    }

    @Test
    void much_is_walked_through_to_the_same_end_and_sorted_by_person_alone() {
        Grants walking = grants(0);
        for (String filter : List.of(
                "title=Admin", "type=team", "group=T1", "q=son 3", "q=team t2", "q=wIZ", "email=p7@acme.example")) {
            String[] asked = filter.split("=", 2);
            var parsed = AccessFilter.parse(Map.of(asked[0], List.of(asked[1])));

            assertThat(walked(walking, parsed, GrantOrder.PERSON))
                    .as(filter)
                    .isNotEmpty()
                    .isEqualTo(walked(asked[0] + "=" + encoded(asked[1]), "person"));
            List<String> down = new ArrayList<>(walked(walking, parsed, GrantOrder.PERSON.reversed()));
            Collections.reverse(down);
            assertThat(down).as("%s the other way round", filter).isEqualTo(walked(walking, parsed, GrantOrder.PERSON));
        }
        assertThatThrownBy(() -> walked(walking, AccessFilter.EVERYTHING, new GrantOrder(Column.RESOURCE, false)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("sorted by person alone");
    }

    @Test
    void what_a_search_finds_is_counted_only_so_far_and_everything_else_to_its_end() {
        int found = walked("q=wIZ", "person").size();

        assertThat(counted(found, "q", "wIZ")).isEqualTo(new Counted(found, false));
        assertThat(counted(found - 1, "q", "wIZ")).isEqualTo(new Counted(found - 1, true));
        assertThat(counted(1, "state", "active"))
                .isEqualTo(new Counted(walked("state=active", "person").size(), false));
        assertThat(new Counted(5, true).words()).isEqualTo("more than 5");
    }

    private Counted counted(int few, String field, String value) {
        Grants grants = grants(few);
        AccessFilter filter = AccessFilter.parse(Map.of(field, List.of(value)));
        return server.getBean(PeopleLedger.class)
                .read(
                        first.tenant().access(),
                        new AsOf.Newest(),
                        state -> grants.counted(server.getBean(Scopes.class).of(state, filter))
                                .counted());
    }

    private Grants grants(int few) {
        return grants(few, server.getBean(JdbcClient.class));
    }

    private Grants grants(int few, JdbcClient db) {
        return new Grants(server.getBean(Scopes.class), server.getBean(Catalogue.class), db, few);
    }

    /// What decisions about accounts change is never remembered, so that a second count would be asked for again.
    @Test
    void a_list_is_counted_once_for_all_that_a_page_says_of_it() {
        List<String> counts = new ArrayList<>();
        JdbcClient db = server.getBean(JdbcClient.class);
        var noting = (JdbcClient) Proxy.newProxyInstance(
                JdbcClient.class.getClassLoader(), new Class<?>[] {JdbcClient.class}, (proxy, method, asked) -> {
                    if (asked[0].toString().startsWith("select count(*)")) {
                        counts.add(asked[0].toString());
                    }
                    return method.invoke(db, asked);
                });
        Grants grants = grants(100, noting);
        AccessFilter filter = AccessFilter.parse(Map.of("kind", List.of("service")));
        PeopleWalk walk = Grants.walk(filter, GrantOrder.PERSON, "", "");

        Stretch<Grant> page = server.getBean(PeopleLedger.class)
                .read(first.tenant().access(), walk.asOf(), state -> {
                    CountedScope list =
                            grants.counted(server.getBean(Scopes.class).of(state, filter));
                    assertThat(grants.isSortable(list)).isTrue();
                    return grants.stretch(list, GrantOrder.PERSON, walk, 3);
                });

        assertThat(page.found()).isEqualTo(walked("kind=service", "person").size());
        assertThat(counts).as("one for each application").hasSize(2);
    }

    /// Slice by slice, of whole accounts: all there is, as pages have it.
    @Test
    void files_hold_what_pages_show_in_the_same_order() {
        Grants walking = grants(0);
        var slices = new GrantSlices(walking, server.getBean(JdbcClient.class));
        for (String filter : List.of("", "title=Admin", "type=team", "group=T1", "state=invited", "q=son 3")) {
            String[] asked = (filter + "=").split("=");
            AccessFilter parsed = filter.isEmpty()
                    ? AccessFilter.EVERYTHING
                    : AccessFilter.parse(Map.of(asked[0], List.of(asked[1])));
            for (GrantOrder order : List.of(GrantOrder.PERSON, GrantOrder.PERSON.reversed())) {
                assertThat(walked(walking, slices::slice, parsed, order))
                        .as("%s %s", filter, order)
                        .isNotEmpty()
                        .isEqualTo(walked(walking, parsed, order));
            }
        }
    }

    private List<String> walked(Grants grants, AccessFilter filter, GrantOrder order) {
        return walked(grants, grants::slice, filter, order);
    }

    /// Some rows of a walk.
    @FunctionalInterface
    private interface Slices {
        Slice<Grant> slice(CountedScope list, GrantOrder order, PeopleWalk walk, int rows);
    }

    private List<String> walked(Grants grants, Slices slices, AccessFilter filter, GrantOrder order) {
        List<String> lines = new ArrayList<>();
        String after = "";
        do {
            PeopleWalk walk = Grants.walk(filter, order, "", after);
            Slice<Grant> slice = server.getBean(PeopleLedger.class)
                    .read(
                            first.tenant().access(),
                            walk.asOf(),
                            state -> slices.slice(
                                    grants.counted(server.getBean(Scopes.class).of(state, filter)), order, walk, 3));
            slice.rows().forEach(grant -> lines.add(line(grant)));
            after = slice.next() == null ? "" : slice.next().text();
        } while (!after.isEmpty());
        return lines;
    }

    private static String line(Grant grant) {
        return String.join(
                " ",
                grant.integration().id().value().toString(),
                grant.holder().account().id(),
                grant.level().value(),
                grant.resource().type(),
                grant.resource().id());
    }

    @Test
    void what_nobody_knows_is_refused_with_what_is_known() {
        assertRefused("colour=red", "colour", "privileged, q, since, sort");
        assertRefused("privileged=maybe", "privileged", "Known are no, yes");
        assertRefused("level=king", "level", "Known are admin, member, on_duty, target, user, wizard");
        assertRefused("integration=9", "integration", first.id().toString());
        assertRefused("type=boat", "type", "account, policy, team");
        assertRefused("group=T99", "group", "no group T99");
        assertRefused("since=yesterday", "since", "2026-09-30");
        assertRefused("person=known", "person", "Upload a roster");
        assertRefused(
                "sort=colour",
                "sort",
                "person, -person, integration, -integration, access, -access, resource, -resource, type");
        assertRefused("state=active&state=invited", "state", "once");
        assertRefused("asOf=3", "asOf", "a day");
        assertThat(page("?privileged=maybe")).contains("Known are no, yes");
    }

    private void assertRefused(String query, String field, String told) {
        Answer answer = call("?" + query);
        assertThat(answer.status()).as(query).isEqualTo(422);
        assertThat(answer.json().toString()).as(query).contains(field, told);
    }

    @Test
    void the_page_says_what_narrows_it_and_leaves_out_what_is_the_same_in_every_row() {
        String whole = page("");
        assertThat(whole).contains(">Integration</a>", "Resource type</a>", "State</a>", "Next");

        assertThat(whole)
                .contains(
                        "Explain<span class=\"visually-hidden\">",
                        "Decided by",
                        "Muster found it at its first look, ",
                        "revision 1</a>, by run 1,",
                        "Last seen in ")
                .doesNotContain("this is what was known before");
        String narrow = page("?integration=%s&title=Admin&state=active".formatted(first.id()));

        assertThat(narrow)
                .contains("Remove filter Access Admin", "Remove filter State active", "All must match")
                .doesNotContain("Integration</a>", "sort=access", "Resource type</a>", "State</a>");
        assertThat(page("?q=%3Cb%3E")).contains("No access matches").doesNotContain("<b>\"");
    }

    @Test
    void a_walk_stays_in_the_revisions_it_began_in_and_the_past_stays_as_it_was() {
        var application = ScriptedIntegration.synced(server, 5, 1);
        Answer page = application.api().get("/grants?limit=2");
        String then = page.json().get("asOf").asString();
        application
                .script()
                .record("people", "P7", ScriptedIntegration.person("P7"), ScriptedIntegration.role("P7", "admin"));
        application.script().without("people", "P4");

        application.sync();

        Answer rest = application
                .api()
                .get("/grants?limit=9&after=" + page.json().get("next").asString());
        assertThat(rest.json().get("revisions").get(0).get("revision").asInt()).isEqualTo(1);
        assertThat(rest.json().get("items").valueStream().map(AccessTest::account))
                .containsExactly("P2", "P3", "P4");
        assertThat(application
                        .api()
                        .get("/grants")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(AccessTest::account))
                .containsExactly("P0", "P1", "P2", "P3", "P7");
        assertThat(application
                        .api()
                        .get("/grants?asOf=" + then)
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(5);
        assertThat(application
                        .api()
                        .get("/grants?since=2026-01-01")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(AccessTest::account))
                .as("seen to come, not found at the first look")
                .containsExactly("P7");
        assertThat(application
                        .api()
                        .get("/grants?limit=2&state=active&after="
                                + page.json().get("next").asString())
                        .status())
                .as("the cursor of another filter")
                .isEqualTo(422);
    }

    @Test
    void what_was_not_read_again_is_told_of_a_grant() {
        var application = ScriptedIntegration.added(server);
        application
                .script()
                .record("people", "P1", ScriptedIntegration.person("P1"), ScriptedIntegration.role("P1", "user"));
        application.script().record("teams", "T0", ScriptedIntegration.team("T0"));
        application.script().record("members", "P1", ScriptedIntegration.member("P1", "T0"));
        application.connect();
        var failing = new Problem(Problem.Cause.FAILING, "Scripted answers with errors (503)", "Try again", null);
        application
                .script()
                .ended(
                        "members",
                        new Part(new Key("team", "T0"), "Team T0"),
                        new PartEnd.Unread(failing, Instant.EPOCH))
                .end("members", new FeedOutcome.Partial(1, 1, failing))
                .record("people", "P2", ScriptedIntegration.person("P2"), ScriptedIntegration.role("P2", "user"));
        application.sync();
        var reader = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        reader.signIn(application.tenant().administrator().email(), TestTenant.PASSWORD);

        String access = reader.get(
                        "/t/%s/access".formatted(application.tenant().tenant().slug()))
                .body();

        assertThat(access).containsOnlyOnce("this is what was known before").contains("could not be read since");
    }

    private static String account(JsonNode item) {
        return item.get("account").get("id").asString();
    }

    private Answer call(String query) {
        return first.api().get("/grants" + query);
    }

    private String page(String query) {
        return visit("/access" + query).body();
    }

    private String file(String query) {
        HttpResponse<String> file = visit("/access.csv" + query);
        assertThat(file.headers().firstValue(GrantsFile.AS_OF)).as(file.body()).isPresent();
        return file.body();
    }

    private HttpResponse<String> visit(String below) {
        TestTenant tenant = first.tenant();
        Visitor reader = visitor;
        if (reader == null) {
            reader = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            reader.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
            visitor = reader;
        }
        return reader.get("/t/%s%s".formatted(tenant.tenant().slug(), below));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
