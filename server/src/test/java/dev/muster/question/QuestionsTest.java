package dev.muster.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.database.MusterTest;
import dev.muster.people.Company;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.web.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@MusterTest
@Tag("oldest-database")
class QuestionsTest {
    private static final Pattern CALL = Pattern.compile("\\$TOKEN\" '[^']*/api/v1/tenants/[^/]+([^']*)'");
    private static final Pattern DEMO = Pattern.compile("http://localhost:8080/t/acme([^)]*)\\)");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    @Autowired
    private ApplicationContext server;

    @Test
    void each_has_the_number_that_is_true_and_two_clicks_from_home_the_list_with_as_many_rows() {
        Company company = Company.on(server);
        ScriptedIntegration first = company.application();
        ScriptedIntegration second = company.another();
        first.script().record("teams", "T1", ScriptedIntegration.team("T1"));
        account(first, "A1", "ana", AccountKind.HUMAN, AccountState.ACTIVE, "admin");
        first.script().record("members", "A1", ScriptedIntegration.member("A1", "T1"));
        first.script().record("members", "X9", ScriptedIntegration.member("X9", "T1"));
        account(first, "B1", "ben", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        account(first, "C1", "cem", AccountKind.HUMAN, AccountState.INVITED, "admin");
        account(first, "D1", "dan", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        account(first, "E1", "eve", AccountKind.HUMAN, AccountState.ACTIVE, "wizard");
        account(first, "H1", "hal", AccountKind.HUMAN, AccountState.ACTIVE, "admin");
        account(first, "R1", null, AccountKind.SERVICE, AccountState.ACTIVE, "admin");
        account(first, "S1", "sam", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        account(first, "S2", "sam", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        account(first, "Z1", "zoe", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        account(second, "F1", "ana", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        first.connect();
        second.connect();
        assertThat(numbers(company.api()))
                .as("without a roster nobody left and nobody is unknown")
                .hasSize(Question.values().length - 3)
                .doesNotContainKeys("leavers", "unmatched", "unmatched-power");
        first.script().without("people", "Z1");
        account(first, "Z2", "zoe", AccountKind.HUMAN, AccountState.ACTIVE, "user");
        account(first, "G1", "gil", AccountKind.HUMAN, AccountState.ACTIVE, "admin");
        first.sync();
        company.publish(
                works("ana"),
                Company.row(email("ben"), "", "Ben", "ben", "", "2020-01-31"),
                works("cem"),
                works("eve"),
                works("gil"),
                works("sam"),
                works("zoe"));

        assertThat(numbers(company.api()))
                .containsExactly(
                        Map.entry("privileged-people", 4L),
                        Map.entry("privileged-access", 5L),
                        Map.entry("privileged-machines", 1L),
                        Map.entry("privileged-last-week", 1L),
                        Map.entry("privileged-outside-groups", 4L),
                        Map.entry("leavers", 1L),
                        Map.entry("invited", 1L),
                        Map.entry("invited-to-power", 1L),
                        Map.entry("unmatched", 2L),
                        Map.entry("unmatched-power", 1L),
                        Map.entry("twins", 2L),
                        Map.entry("successors", 1L),
                        Map.entry("called-but-invited", 0L),
                        Map.entry("called-outside-groups", 0L),
                        Map.entry("seats-of-invited", 0L),
                        Map.entry("outside-groups", 10L),
                        Map.entry("last-week", 2L),
                        Map.entry("changed-last-week", 3L),
                        Map.entry("unknown-levels", 1L),
                        Map.entry("absent", 1L));
        assertListsHaveAsManyRows(company.api(), company.tenant());
        assertTheDocumentationLeadsToThem(company.api(), company.tenant());
        assertThat(people(company.api(), "")).hasSizeGreaterThan(6).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(people(company.api(), "&sort=-name").reversed()).isEqualTo(people(company.api(), ""));
        assertThat(people(company.api(), "&q=ÄNA"))
                .isEqualTo(people(company.api(), "&q=ana"))
                .hasSize(1);
        assertThat(company.api().get("/people?sort=age").json().toString()).contains("Known are name, -name");
        assertPastAnswers(company);
    }

    /// Names of people, walked through by threes.
    private static List<String> people(ApiClient api, String query) {
        List<String> names = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = api.get("/people?limit=3" + query + (after.isEmpty() ? "" : "&after=" + after))
                    .json();
            page.get("items").forEach(person -> names.add(person.get("name").asString()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return names;
    }

    /// As of a day before anything was published there is nobody, and each list that is led to is of that day.
    private void assertPastAnswers(Company company) {
        String day = "2020-02-29";
        JsonNode then = company.api().get("/questions?asOf=" + day).json().get("items");
        assertThat(then).isNotEmpty().allSatisfy(question -> {
            assertThat(question.get("count").asLong()).as(question.toString()).isZero();
            assertThat(question.get("page").asString()).contains("=" + day);
        });
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(company.tenant().administrator().email(), TestTenant.PASSWORD);
        for (String page : List.of("/questions", "/home")) {
            assertThat(visitor.get("/t/" + company.tenant().tenant().slug() + page + "?asOf=" + day)
                            .body())
                    .as(page)
                    .contains("You are looking at the past", "Return to now", "As of " + day);
        }
        assertThat(company.api().get("/questions?asOf=yesterday").status()).isEqualTo(422);
    }

    @Test
    void duties_and_seats_are_counted_where_the_application_has_some() {
        var account = SimulatedAccount.of(new AccountSizes(40, 4, 6, 6, 0, 6, 4, 0), 20261127);
        try (var watched = WatchedAccount.synced(server, account)) {
            Map<String, Long> numbers = numbers(watched.api());

            assertThat(numbers)
                    .containsEntry("called-but-invited", held(watched, "in ('schedule', 'escalation_policy')", true))
                    .containsEntry("seats-of-invited", held(watched, "= 'licence'", true))
                    .containsEntry(
                            "called-outside-groups", held(watched, "in ('schedule', 'escalation_policy')", false));
            assertThat(numbers.getOrDefault("called-but-invited", 0L)
                            + numbers.getOrDefault("called-outside-groups", 0L))
                    .as("otherwise this shows nothing")
                    .isPositive();
            assertListsHaveAsManyRows(watched.api(), watched.tenant());
        }
    }

    /// What is held on such resources, by accounts that were invited, or else by accounts in no team.
    private static long held(WatchedAccount watched, String types, boolean byInvited) {
        return watched.database()
                .sql("""
                        select count(*)
                          from access_grant g
                          join account a
                            on a.integration_id = g.integration_id and a.external_id = g.account_id
                           and a.to_revision is null
                         where g.integration_id = :id and g.to_revision is null
                           and g.resource_type %s
                           and case when :invited then a.state = 'invited'
                                    else not exists (
                                         select 1 from access_grant t
                                          where t.integration_id = :id and t.to_revision is null
                                            and t.resource_type = 'team' and t.account_id = a.external_id) end
                        """.formatted(types))
                .param("id", watched.id())
                .param("invited", byInvited)
                .query(Long.class)
                .single();
    }

    /// Links of the page lead to the demo's tenant; another one has the same pages.
    private void assertTheDocumentationLeadsToThem(ApiClient api, TestTenant tenant) {
        Visitor visitor = signedIn(tenant);
        String at = "/t/" + tenant.tenant().slug();
        String page = documentation();
        assertThat(page)
                .contains(
                        Arrays.stream(Question.values()).map(Question::sentence).toList());
        assertThat(DEMO.matcher(page).results().map(link -> link.group(1)).distinct())
                .hasSizeGreaterThan(20)
                .allSatisfy(link ->
                        assertThat(visitor.get(at + link).statusCode()).as(link).isEqualTo(200));
        assertThat(DEMO.matcher(page).results().map(link -> at + link.group(1)))
                .containsAll(asked(api)
                        .valueStream()
                        .map(question -> question.get("page").asString())
                        .filter(address -> !address.contains("since=") && !address.contains("from="))
                        .toList());
    }

    private static String documentation() {
        try {
            return Files.readString(Path.of("../docs/questions.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two clicks: Questions on Home, and the question. The page's own call to the API answers as many rows.
    private void assertListsHaveAsManyRows(ApiClient api, TestTenant tenant) {
        Visitor visitor = signedIn(tenant);
        String at = "/t/" + tenant.tenant().slug();
        String questions = click(visitor, visitor.get(at + "/home").body(), at + "/questions");
        for (JsonNode question : asked(api)) {
            String page = question.get("page").asString();
            long count = question.get("count").asLong();
            assertThat(questions)
                    .as(question.toString())
                    .contains(question.get("question").asString());
            assertThat(questions.substring(
                            questions.indexOf(question.get("meaning").asString()) - 60))
                    .as(question.toString())
                    .contains(Figures.grouped(count) + "</span><span class=\"hint\">");
            String call = call(click(visitor, questions, page));
            Answer list = api.get(call + (call.contains("?") ? "&" : "?") + "limit=500");
            assertThat(list.status()).as(call).isEqualTo(200);
            assertThat(list.json().get("items").size()).as(page).isEqualTo((int) count);
        }
    }

    private Visitor signedIn(TestTenant tenant) {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
        return visitor;
    }

    /// The page behind a link that stands on another page.
    private static String click(Visitor visitor, String page, String to) {
        assertThat(LINK.matcher(page).results().map(link -> link.group(1).replace("&amp;", "&")))
                .contains(to);
        HttpResponse<String> answer = visitor.get(to);
        assertThat(answer.statusCode()).as(to).isEqualTo(200);
        return answer.body();
    }

    /// The call to the API that a page shows, below the tenant.
    private static String call(String page) {
        Matcher call =
                CALL.matcher(page.replace("&#34;", "\"").replace("&#39;", "'").replace("&amp;", "&"));
        assertThat(call.find()).as(page).isTrue();
        return call.group(1);
    }

    private static Map<String, Long> numbers(ApiClient api) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        asked(api)
                .forEach(one ->
                        numbers.put(one.get("id").asString(), one.get("count").asLong()));
        return numbers;
    }

    private static JsonNode asked(ApiClient api) {
        Answer answer = api.get("/questions");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().get("items");
    }

    private static void account(
            ScriptedIntegration application,
            String id,
            @Nullable String name,
            AccountKind kind,
            AccountState state,
            String level) {
        Key user = ScriptedIntegration.user(id);
        application
                .script()
                .record(
                        "people",
                        id,
                        new Row.Account(user, "Name " + id, name == null ? null : email(name), kind, state, Map.of()),
                        new Row.Grant(user, new Key("account", "account"), level));
    }

    private static String works(String name) {
        return Company.row(email(name), name, name);
    }

    private static String email(String name) {
        return name + "@acme.example";
    }
}
