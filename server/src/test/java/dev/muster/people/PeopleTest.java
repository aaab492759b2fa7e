package dev.muster.people;

import static dev.muster.people.Company.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.WatchedIntegration;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.database.MusterTest;
import dev.muster.tenant.Role;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Who left and still has access, whose accounts nobody knows, and what people decided about them.
@MusterTest
class PeopleTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String LONG_AGO = TODAY.minusDays(54).toString();
    private static final String LATELY = TODAY.minusDays(3).toString();
    private static final String TO_COME = TODAY.plusDays(30).toString();

    @Autowired
    private ApplicationContext server;

    @Test
    void leavers_are_told_with_what_they_hold_privileged_first_and_then_who_left_longest_ago() {
        Company company = Company.on(server)
                .account("P1", "Ben Carter", "BEN@acme.example", "user")
                .account("P2", "Lena Vogel", "lena@acme.example", "user")
                .account("P3", "Sara Lindqvist", "sara@private.example", "admin")
                .account("P4", "Still Here", "still@acme.example", "admin")
                .account("P5", "Leaves Later", "later@acme.example", "user")
                .account("P6", "terraform-bot", "bot@acme.example", "user");
        company.application()
                .script()
                .record(
                        "duties",
                        "P3",
                        new Row.Grant(
                                ScriptedIntegration.user("P3"),
                                new Key("policy", "E1"),
                                "on_duty",
                                "",
                                Map.of("last_used", TODAY.toString(), "end", "2031-01-01T08:00:00Z")));
        company.application().connect();
        company.publish(
                row("ben@acme.example", "", "Ben Carter", "1", "2020-01-01", LONG_AGO),
                row("lena@acme.example", "", "Lena Vogel", "2", "", LATELY),
                row("sara@acme.example", "s@acme.example Sara@Private.example", "Sara Lindqvist", "3", "", LATELY),
                row("still@acme.example", "Still Here", "4"),
                row("later@acme.example", "", "Leaves Later", "5", "", TO_COME),
                row("gone@acme.example", "", "No Account Left", "6", "", LONG_AGO));

        List<JsonNode> leavers = company.list("leavers");

        assertThat(leavers)
                .extracting(
                        row -> row.get("name").asString(),
                        row -> row.get("lastDay").asString())
                .containsExactly(
                        tuple("Sara Lindqvist", LATELY), tuple("Ben Carter", LONG_AGO), tuple("Lena Vogel", LATELY));
        JsonNode sara = leavers.getFirst();
        assertThat(sara.get("privileged").asBoolean()).isTrue();
        assertThat(sara.get("department").asString()).isEqualTo("Search");
        assertThat(sara.get("manager").asString()).isEqualTo("Ana Lima");
        assertThat(sara.get("accounts").get(0).get("account").asString()).isEqualTo("P3");
        assertThat(sara.get("accounts").get(0).get("levels").get(0).get("title").asString())
                .isEqualTo("Admin");
        assertThat(sara.get("accounts").get(0).get("lastUsed").asString()).isEqualTo(TODAY.toString());
        assertThat(sara.get("accounts").get(0).get("duty").toString())
                .contains("On duty", "E1", "2031-01-01T08:00:00Z");
        assertThat(leavers.get(1).get("privileged").asBoolean()).isFalse();
        assertThat(leavers.get(1).get("accounts").get(0).get("duty").isNull()).isTrue();
        assertThat(company.get("").body())
                .contains("uploaded by %s"
                        .formatted(company.tenant().administrator().name()))
                .contains("1 privileged, 1 on call")
                .contains(", after the last day", "on duty, E1 until 1 Jan 2031", "What to remove")
                .contains("Hand over on duty, E1", "Take away Admin", "Remove the account Sara Lindqvist (P3)")
                .contains("/people/leavers.csv\"", "/people/unmatched.csv\"");
        HttpResponse<String> file = company.get("/leavers.csv");
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"%s-leavers-[0-9-]{10}\\.csv\""
                        .formatted(company.tenant().tenant().slug()));
        assertThat(file.headers().firstValue(PeopleFile.AS_OF)).isPresent();
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1))
                .startsWith("3,Sara Lindqvist,sara@acme.example,Search,Ana Lima," + LATELY)
                .contains(",P3,Sara Lindqvist,admin,Admin,yes,")
                .endsWith(",%s,\"On duty, E1\"".formatted(TODAY));
        assertThat(company.get("/unmatched.csv").body().lines().toList().getLast())
                .endsWith(",P6,terraform-bot,bot@acme.example,No person of this e-mail,");
        assertThat(company.get("/with-accounts.csv?who=privileged").body().lines())
                .hasSizeGreaterThan(1)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("sara@private.example,Sara Lindqvist,sara@private.example,no,yes,")
                        .contains(",P3,Sara Lindqvist,admin,Admin,yes,"));
        assertThat(company.get("/leavers.csv?asOf=" + TODAY.minusDays(2)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whom_the_roster_no_longer_names_has_left_until_they_come_back_under_any_id() {
        Company company = Company.on(server)
                .account("P1", "Ben Carter", "ben@acme.example", "user")
                .account("P2", "Lena Vogel", "lena@acme.example", "user");
        company.application().connect();
        company.publish(row("ben@acme.example", "Ben Carter", "1"), row("lena@acme.example", "Lena Vogel", "2"));
        assertThat(company.names("leavers")).isEmpty();

        company.publish(row("lena@acme.example", "Lena Vogel", "2"));

        assertThat(company.list("leavers")).singleElement().satisfies(ben -> {
            assertThat(ben.get("name").asString()).isEqualTo("Ben Carter");
            assertThat(ben.get("lastDay").asString())
                    .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        });
        assertThat(company.names("accounts-without-person")).isEmpty();
        company.publish(row("lena@acme.example", "Lena Vogel", "2"), row("Ben@acme.example", "Ben Carter", "77"));
        assertThat(company.names("leavers")).isEmpty();
        assertThat(company.names("accounts-without-person")).isEmpty();
    }

    @Test
    void a_leaver_has_access_by_an_account_that_somebody_linked_until_it_is_gone() {
        Company company = Company.on(server).account("P1", "On call phone", "phone@elsewhere.example", "user");
        company.application().connect();
        company.publish(row("ben@acme.example", "", "Ben Carter", "1", "", LONG_AGO));
        assertThat(company.names("leavers")).isEmpty();

        Answer linked = company.decide(
                "P1", Map.of("decision", "linked", "person", "Ben@Acme.example", "reason", "His second phone"));

        assertThat(linked.status()).as(linked.json().toString()).isEqualTo(200);
        assertThat(linked.json().get("person").asString()).isEqualTo("ben@acme.example");
        assertThat(company.names("leavers")).containsExactly("Ben Carter");
        company.application().script().without("people", "P1");
        Company.add(company.application(), "P9", "Somebody", "x@acme.example", AccountKind.HUMAN, "user");
        company.application().sync();
        assertThat(company.names("leavers")).isEmpty();
    }

    @Test
    void every_application_counts() {
        Company company = Company.on(server).account("P1", "Ben Carter", "ben@acme.example", "user");
        company.application().connect();
        ScriptedIntegration second = company.another();
        Company.add(second, "Q1", "ben.c", "ben@acme.example", AccountKind.HUMAN, "admin");
        second.connect();
        company.publish(row("ben@acme.example", "", "Ben Carter", "1", "", LONG_AGO));

        assertThat(company.list("leavers")).singleElement().satisfies(ben -> {
            assertThat(ben.get("privileged").asBoolean()).isTrue();
            assertThat(ben.get("accounts").findValuesAsString("account")).containsExactlyInAnyOrder("P1", "Q1");
        });
        assertThat(company.list("accounts-of-one-email")).isEmpty();
    }

    @Test
    void accounts_without_a_person_are_told_with_what_is_known_of_them() {
        Company company = Company.on(server)
                .account("P1", "Terraform", "terraform@acme.example", "user")
                .account("P2", "Marta Kowalska", "m.kowalska@northwind.example", "user")
                .account("P3", "Wallboard A", "noc@acme.example", "user")
                .account("P4", "Wallboard B", "noc@acme.example", "user")
                .account("P5", "Nameless", null, "user")
                .account("P6", "Build robot", "robot@acme.example", AccountKind.SERVICE, "user")
                .account("P7", "Ben Carter", "ben@acme.example", "user");
        company.application().connect();
        company.publish(row("ben@acme.example", "Ben Carter", "1"), row("marta@acme.example", "Marta Kowalska", "2"));
        String before = "accounts-without-person";
        assertThat(company.list(before))
                .extracting(
                        row -> row.get("account").asString(),
                        row -> row.get("sharing").asLong(),
                        row -> row.path("likely").asString(""))
                .containsExactly(
                        tuple("P2", 1L, "marta@acme.example"),
                        tuple("P5", 0L, ""),
                        tuple("P1", 1L, ""),
                        tuple("P3", 2L, ""),
                        tuple("P4", 2L, ""));

        decided(company, "P1", Map.of("decision", "service", "reason", "Runs the deployments"));
        decided(company, "P2", Map.of("decision", "linked", "person", "marta@acme.example", "reason", "She said so"));
        decided(company, "P7", Map.of("decision", "alone", "reason", "Ben gave this address to his team"));

        assertThat(company.list(before))
                .extracting(
                        row -> row.get("account").asString(),
                        row -> row.get("apart").asBoolean())
                .containsExactly(tuple("P7", true), tuple("P5", false), tuple("P3", false), tuple("P4", false));
        decided(company, "P7", Map.of("decision", "matched", "reason", "He took it back"));
        assertThat(company.names(before)).containsExactly("Nameless", "Wallboard A", "Wallboard B");
    }

    @Test
    void an_account_linked_to_somebody_whom_no_roster_names_has_no_person() {
        Company company = Company.on(server).account("P1", "Terraform", "terraform@acme.example", "user");
        company.application().connect();
        company.publish(row("ben@acme.example", "Ben Carter", "1"));

        decided(company, "P1", Map.of("decision", "linked", "person", "nobody@acme.example", "reason", "A slip"));

        assertThat(company.names("accounts-without-person")).containsExactly("Terraform");
    }

    @Test
    void two_accounts_of_one_email_and_successors_are_told_without_a_roster() {
        Company company = Company.on(server)
                .account("P1", "Ben Carter", "ben@acme.example", "user")
                .account("P2", "Ben C.", "Ben@Acme.example", "user")
                .account("P3", "Lena Vogel", "lena@acme.example", "user");
        company.application().connect();
        assertThat(company.list("accounts-of-one-email"))
                .extracting(row -> row.get("account").asString())
                .containsExactly("P1", "P2");
        assertThat(company.list("successors")).isEmpty();

        company.application().script().without("people", "P3");
        company.account("P4", "Lena V.", "LENA@acme.example", "user")
                .application()
                .sync();

        assertThat(company.list("successors")).singleElement().satisfies(lena -> {
            assertThat(lena.get("account").asString()).isEqualTo("P4");
            assertThat(lena.get("former").asString()).isEqualTo("P3");
        });
        decided(company, "P2", Map.of("decision", "service", "reason", "A calendar"));
        assertThat(company.list("accounts-of-one-email")).isEmpty();
    }

    @Test
    void the_page_of_an_account_says_whose_it_is() {
        Company company = Company.on(server)
                .account("P1", "b.carter", "B.Carter@acme.example", "user")
                .account("P2", "Nameless", null, "user")
                .account("P3", "Lena Vogel", "lena@acme.example", "user");
        company.application().connect();
        assertThat(company.application().page("/accounts/P1")).contains("B.Carter@acme.example</span>");
        company.publish(row("ben@acme.example", "b.carter@acme.example", "Ben Carter", "1", "", LONG_AGO));
        company.application().script().without("people", "P3");
        company.account("P4", "Lena V.", "LENA@acme.example", "user")
                .application()
                .sync();

        assertThat(company.application().page("/accounts/P1"))
                .contains("Ben Carter, last day " + LONG_AGO, "by its e-mail");
        assertThat(company.application().page("/accounts/P2")).contains("Nobody's yet", "it has no e-mail");
        assertThat(company.application().page("/accounts/P4"))
                .contains("LENA@acme.example, whom the roster does not name", "gone since", ">P3<");
        decided(company, "P2", Map.of("decision", "service", "reason", "Runs the deployments"));
        assertThat(company.application().page("/accounts/P2"))
                .contains("A service account", "decided by Ana Lima: Runs the deployments");
        assertThat(company.application().page("/accounts/P2/person")).contains("Whose account is Nameless?");
    }

    @Test
    void somebody_on_the_roster_is_no_account_to_decide_about() {
        Company company = Company.on(server);
        company.publish(row("ben@acme.example", "Ben Carter", "1"));

        refused(company.api().get(company.roster() + "/accounts/1/person"), 404, "tells people, who are no accounts");
        assertThat(company.api().get(company.roster() + "/accounts").json().get("items"))
                .hasSize(1);
    }

    @Test
    void a_decision_needs_a_reason_and_stands_in_the_audit_record() {
        Company company = Company.on(server).account("P1", "Terraform", "terraform@acme.example", "user");
        company.application().connect();
        refused(company.decide("P1", Map.of("decision", "service", "reason", " ")), 422, "reason");
        refused(
                company.decide("P1", Map.of("decision", "nonsense", "reason", "x")),
                422,
                "Choose one of matched, linked");
        refused(company.decide("P1", Map.of("decision", "linked", "reason", "x")), 422, "person");
        refused(company.decide("P1", Map.of("decision", "linked", "person", "ben", "reason", "x")), 422, "person");
        refused(company.decide("P77", Map.of("decision", "service", "reason", "x")), 404, "has no account P77");

        decided(company, "P1", Map.of("decision", "service", "reason", "Runs the deployments"));

        assertThat(company.application()
                        .database()
                        .sql(
                                "select concat_ws(' ', action, subject, details) from audit_entry where tenant_id = :tenant order by number desc limit 1")
                        .param("tenant", company.tenant().tenant().id().value())
                        .query(String.class)
                        .single())
                .startsWith("account.person_decided Terraform, Scripted")
                .contains("Runs the deployments", "matched", "service");
        JsonNode now = company.api()
                .get(company.application().path() + "/accounts/P1/person")
                .json();
        assertThat(now.get("by").asString()).isEqualTo("Ana Lima");
        assertThat(now.get("decision").asString()).isEqualTo("service");
    }

    @Test
    void who_may_not_decide_may_look_and_another_tenant_sees_nothing() {
        Company company = Company.on(server).account("P1", "Ben Carter", "ben@acme.example", "user");
        company.application().connect();
        company.publish(row("ben@acme.example", "", "Ben Carter", "1", "", LONG_AGO));
        Map<String, String> wanted = Map.of("decision", "service", "reason", "x");
        for (Role role : List.of(Role.REVIEWER, Role.AUDITOR)) {
            ApiClient reader = company.tenant()
                    .api(company.tenant().access(company.tenant().join("Reader " + role, role), role));
            refused(company.decide(reader, "P1", wanted), 403, "Administrators and Risk Managers");
            assertThat(reader.get("/people/leavers").json().get("items")).hasSize(1);
        }
        Company other = Company.on(server);
        refused(company.decide(other.api(), "P1", wanted), 404, "no such integration");
        refused(other.api().get("/people/leavers"), 404, "Upload a roster");
        assertThat(other.list("accounts-of-one-email")).isEmpty();
        assertThat(company.names("leavers")).containsExactly("Ben Carter");
    }

    @Test
    void a_tenant_without_a_roster_is_told_so() {
        Company company = Company.on(server).account("P1", "Ben Carter", "ben@acme.example", "user");
        company.application().connect();

        refused(company.api().get("/people/leavers"), 404, "Nobody has told Muster who works here");
        refused(company.api().get("/people/accounts-without-person"), 404, "Upload a roster");
        assertThat(company.list("successors")).isEmpty();
    }

    @Test
    void as_of_a_day_before_the_roster_there_is_none_and_a_revision_names_no_day() {
        Company company = Company.on(server).account("P1", "Ben Carter", "ben@acme.example", "user");
        company.application().connect();
        company.publish(row("ben@acme.example", "Ben Carter", "1"));
        Instant worked = Instant.now();
        company.publish(row("ben@acme.example", "", "Ben Carter", "1", "", LONG_AGO));

        assertThat(company.names("leavers")).containsExactly("Ben Carter");
        assertThat(company.api().get("/people/leavers?asOf=" + worked).json().get("items"))
                .isEmpty();
        refused(company.api().get("/people/leavers?asOf=" + TODAY.minusDays(2)), 404, "Nobody has told Muster");
        refused(company.api().get("/people/leavers?asOf=1"), 422, "Each integration numbers its own revisions");
        refused(company.api().get("/people/leavers?asOf=" + TODAY.plusDays(2)), 422, "asOf");
        assertThat(company.api()
                        .get("/people/successors?asOf=" + TODAY.minusDays(2))
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void a_walk_stays_in_the_state_it_began_in() {
        Company company = Company.on(server);
        List<String> rows = new ArrayList<>(List.of(row("x@acme.example", "X", "x")));
        IntStream.range(0, 7).forEach(i -> {
            company.account("P" + i, "Leaver " + i, "leaver%d@acme.example".formatted(i), i < 3 ? "admin" : "user");
            company.account("S" + i, "Stray " + i, "stray@acme.example", "user");
            rows.add(row("leaver%d@acme.example".formatted(i), "", "Leaver " + i, "" + i, "", LONG_AGO));
        });
        company.application().connect();
        company.publish(rows.toArray(String[]::new));
        for (String list : List.of("leavers", "accounts-without-person", "accounts-of-one-email")) {
            List<String> whole = company.names(list);
            List<String> walked = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = company.api()
                        .get("/people/%s?limit=3&after=%s".formatted(list, after))
                        .json();
                page.get("items").forEach(row -> walked.add(row.get("name").asString()));
                after = page.path("next").asString("");
                company.account("N" + walked.size() + list.length(), "A new one", "stray@acme.example", "user")
                        .application()
                        .sync();
            } while (!after.isEmpty());

            assertThat(walked).as(list).hasSize(7).isEqualTo(whole);
            company.application().script().clear("people");
            IntStream.range(0, 7).forEach(i -> {
                company.account("P" + i, "Leaver " + i, "leaver%d@acme.example".formatted(i), i < 3 ? "admin" : "user");
                company.account("S" + i, "Stray " + i, "stray@acme.example", "user");
            });
            company.application().sync();
        }
        String foreign =
                company.api().get("/people/leavers?limit=3").json().get("next").asString();
        refused(company.api().get("/people/successors?after=" + foreign), 422, "after");
    }

    @Test
    void a_walk_whose_state_is_gone_ends_in_words() {
        Company company = Company.on(server)
                .account("P1", "Ben Carter", "ben@acme.example", "user")
                .account("P2", "Ben C.", "ben@acme.example", "user");
        company.application().connect();
        ScriptedIntegration second = company.another();
        Company.add(second, "Q1", "ben.c", "ben@acme.example", AccountKind.HUMAN, "admin");
        second.connect();
        String after = company.api()
                .get("/people/accounts-of-one-email?limit=1")
                .json()
                .get("next")
                .asString();

        company.api()
                .delete(second.path() + "?confirm="
                        + second.now().get("name").asString().replace(' ', '+'));

        refused(company.api().get("/people/accounts-of-one-email?limit=1&after=" + after), 409, "Begin it again");
    }

    @Test
    void a_roster_and_decisions_are_as_they_were_when_what_they_belong_to_is_deleted_and_restored() {
        Company company = Company.on(server)
                .account("P1", "On call phone", "phone@elsewhere.example", "user")
                .account("P2", "Lena Vogel", "lena@acme.example", "user");
        company.application().connect();
        company.publish(
                row("ben@acme.example", "", "Ben Carter", "1", "", LONG_AGO),
                row("lena@acme.example", "Lena Vogel", "2"));
        company.decide("P1", Map.of("decision", "linked", "person", "ben@acme.example", "reason", "His second phone"));
        List<String> leavers = company.names("leavers");
        assertThat(leavers).containsExactly("Ben Carter");

        for (String integration :
                List.of(company.roster(), company.application().path())) {
            JsonNode before = company.api().get(integration).json();
            String name = before.get("name").asString().replace(' ', '+');
            assertThat(company.api().delete(integration + "?confirm=" + name).status())
                    .isEqualTo(204);
            assertThat(company.api().get("/people/leavers").json().toString()).doesNotContain("Ben Carter");
            String restore = integration.replace("/integrations/", "/deleted-integrations/") + "/restore";
            assertThat(company.api().post(restore, null).status()).isEqualTo(204);
            assertThat(company.api().get(integration).json().get("counts")).isEqualTo(before.get("counts"));
        }

        assertThat(company.names("leavers")).isEqualTo(leavers);
        // A roster needs no credential.
        assertThat(company.api().get(company.roster()).json().get("status").asString())
                .isEqualTo("Connected");
    }

    @Test
    void half_a_roster_makes_no_leavers() {
        Company company = Company.on(server);
        List<String> rows = IntStream.range(0, 40)
                .mapToObj(i -> row("p%d@acme.example".formatted(i), "Person " + i, "" + i))
                .toList();
        IntStream.range(0, 40)
                .forEach(i -> company.account("P" + i, "Person " + i, "p%d@acme.example".formatted(i), "user"));
        company.application().connect();
        company.publish(rows.toArray(String[]::new));

        Answer half = company.send(rows.subList(0, 20).toArray(String[]::new));

        assertThat(half.status()).as(half.json().toString()).isEqualTo(202);
        assertThat(half.json().get("message").asString()).startsWith("20 of 40 people would disappear");
        assertThat(company.names("leavers")).isEmpty();
        int run = half.json().get("run").asInt();
        company.api().post(company.roster() + "/runs/" + run + "/discard", null);
        assertThat(company.names("leavers")).isEmpty();
    }

    @Test
    void bad_rows_of_a_roster_are_rejected_with_row_and_reason() {
        Company company = Company.on(server);

        Answer sent = company.send(
                row("ben@acme.example", "b@acme.example", "Ben Carter", "1", "01.02.2020", ""),
                row("ben@acme.example", "b@acme.example", "Ben Carter", "1", "2020-02-01", ""),
                row("Ben.C@acme.example", "Ben again", "1"),
                row("b@Acme.example", "Bea", "2"),
                row("x@acme.example", "y@acme", "Xaver", "3", "", ""),
                row("z@acme.example", "", "Zoe", "4", "2026-02-02", "2026-02-01"),
                row("u@acme.example", "Una", ""));

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(202);
        assertThat(sent.json().get("stored").asInt()).isEqualTo(1);
        assertThat(sent.json().get("rows").findValuesAsString("why"))
                .containsExactly(
                        "First day is no date as year-month-day: 01.02.2020",
                        "The same person as in row 3",
                        "An e-mail of the person in row 3: b@acme.example",
                        "Not an e-mail address: y@acme",
                        "The last day is before the first: 2026-02-02 to 2026-02-01",
                        "Id is empty");
        int run = sent.json().get("run").asInt();
        JsonNode certificate = company.api()
                .post(company.roster() + "/runs/" + run + "/release", null)
                .json();
        JsonNode people = WatchedIntegration.feed(certificate, "people");
        assertThat(people.get("fetched").asInt()).isEqualTo(7);
        assertThat(people.get("stored").asInt()).isEqualTo(1);
        assertThat(certificate.get("notes").toString()).doesNotContain("y@acme");
    }

    @Test
    void a_tenant_has_one_roster_that_tells_people_and_no_access() {
        Company company = Company.on(server);
        String roster = company.roster();

        refused(company.addRoster(), 409, "There is one already: Roster.");
        Map<String, Object> access =
                Company.form("access", "Mail,What,How", List.of("account_email", "resource_name", "level"));
        refused(company.api().put(roster + "/columns", WatchedIntegration.json(access)), 422, "A roster has one table");
        Map<String, Object> mailless = Company.form("people", "Name", List.of("person_name"));
        refused(company.api().put(roster + "/columns", WatchedIntegration.json(mailless)), 422, "e-mail of a person");
        assertThat(company.api().get("/integrations").json().get("items").findValuesAsString("application"))
                .contains("roster");
    }

    private static void decided(Company company, String account, Map<String, String> decision) {
        Answer answer = company.decide(account, decision);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private static void refused(Answer answer, int status, String words) {
        assertThat(answer.json().toString()).contains(words);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
    }
}
