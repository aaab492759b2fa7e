package dev.muster.sync;

import static dev.muster.WatchedAccount.changes;
import static dev.muster.WatchedAccount.feed;
import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Data nobody expects: shown, counted in the certificate, never dropped.
@MusterTest
class OddDataTest {
    private static final String ANA = "PANA001";
    private static final String TEAM = "PTEAM01";

    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;

    @BeforeEach
    void connect() {
        SimulatedAccount account = SimulatedAccount.of(30, 3, 3);
        account.addUser(SimulatedUser.named(ANA, "Ana Lima", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named(TEAM, "Payments"));
        account.addMember(TEAM, ANA, "manager");
        watched = WatchedAccount.synced(server, account);
        watched.forget(); // some changes here leave no audit record, so the members of every team are to be asked for
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void a_role_nobody_knows_is_shown_as_unknown_and_counted() {
        watched.account().setRole(ANA, "time_lord");
        watched.account().setMemberRole(TEAM, ANA, "wizard");

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(feed(run, "users").get("unknown").asLong()).isEqualTo(1);
        assertThat(feed(run, "team_members").get("unknown").asLong()).isEqualTo(1);
        assertThat(notes(run))
                .contains(
                        "users unknown time_lord: Kept and shown as Unknown (time_lord)",
                        "team_members unknown wizard: Kept and shown as Unknown (wizard)");
        JsonNode ana = watched.accountOf(ANA);
        assertThat(ana.get("role").get("value").asString()).isEqualTo("time_lord");
        assertThat(ana.get("role").get("title").asString()).isEqualTo("Unknown (time_lord)");
        assertThat(ana.get("groups").get(0).get("roleTitle").asString()).isEqualTo("Unknown (wizard)");
        assertAccounted(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "job_title", "role", "time_zone", "invitation_sent", "teams"})
    void null_where_a_text_belongs_costs_nobody_his_row(String field) {
        watched.account().putRawUserField(ANA, field, "null");

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        JsonNode ana = watched.accountOf(ANA);
        assertThat(ana.get("name").asString()).isEqualTo(field.equals("name") ? "ana@acme.example" : "Ana Lima");
        assertThat(ana.path("email").asString("none")).isEqualTo(field.equals("email") ? "none" : "ana@acme.example");
        assertThat(ana.get("role").get("title").asString())
                .isEqualTo(field.equals("role") ? "Unknown (none)" : "Manager/User");
        assertAccounted(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "{\"deep\":{\"er\":[1,2]}}", "[]", "true", "\"\""})
    void another_type_where_a_text_belongs_costs_nobody_his_row(String json) {
        Stream.of("name", "email", "role", "job_title")
                .forEach(field -> watched.account().putRawUserField(ANA, field, json));

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(watched.accountOf(ANA).get("name").asString()).isNotBlank();
        assertAccounted(run);
    }

    @Test
    void a_user_without_an_id_could_be_anybody_so_nobody_is_closed() {
        List<JsonNode> known = watched.accounts();
        watched.account().putRawUserField(ANA, "id", "null");

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("failed");
        assertThat(watched.message())
                .startsWith("PagerDuty sent 1 of 31 users without an id, so nobody can tell which. The next sync");
        assertThat(watched.accounts()).isEqualTo(known);
        assertThat(notes(run)).anyMatch(note -> note.startsWith("users rejected page 1, record "));
    }

    @Test
    void a_user_who_is_listed_twice_is_stored_once_and_counted() {
        watched.pagerDuty().faults().on("/users").every().answer(new Fault.DuplicatedRow());

        JsonNode run = watched.sync();

        JsonNode users = feed(run, "users");
        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(users.get("fetched").asLong()).isEqualTo(32);
        assertThat(users.get("duplicates").asLong()).isEqualTo(1);
        assertThat(users.get("rejected").asLong()).isEqualTo(1);
        assertThat(users.get("stored").asLong()).isEqualTo(31);
        assertThat(watched.message()).isEqualTo("Data available; 1 record was rejected");
        assertThat(changes(run)).isEqualTo("+0 -0 ~0");
        assertAccounted(run);
    }

    @Test
    void a_team_that_vanishes_between_list_and_members_is_told() {
        watched.pagerDuty()
                .faults()
                .on("/teams")
                .nth(1)
                .answer(new Fault.AnotherRow("{\"id\":\"PGONE01\",\"name\":\"Short-lived\"}"));

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(notes(run))
                .contains("team_members removed PGONE01: Short-lived was removed while the account was read");
        assertThat(watched.message()).isEqualTo("Data available; 1 part was removed meanwhile");
        assertAccounted(run);
    }

    @Test
    void a_member_whom_no_list_of_users_shows_becomes_a_visible_stub() {
        watched.account().addMember(TEAM, "PGHOST1", "responder");

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        assertThat(feed(run, "team_members").get("unresolved").asLong()).isEqualTo(1);
        assertThat(notes(run)).anyMatch(note -> note.startsWith("team_members unresolved references: 1 reference"));
        JsonNode stub = watched.accountOf("PGHOST1");
        assertThat(stub.get("state").asString()).isEqualTo("absent");
        assertThat(stub.get("groups").get(0).get("name").asString()).isEqualTo("Payments");
        assertThat(stub.path("role").isObject()).isFalse();
        assertThat(watched.now().at("/counts/accounts").asLong()).isEqualTo(32);
        assertThat(watched.now().at("/counts/absentAccounts").asLong()).isEqualTo(1);
        assertAccounted(run);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_name_is_kept_whole_listed_and_found(String name) {
        watched.account()
                .addUser(SimulatedUser.named(ANA, name, "ana@acme.example").withTeams(List.of(TEAM)));
        watched.account().addTeam(SimulatedTeam.named(TEAM, name));

        JsonNode run = watched.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        String stored = name.replace('\0', '\uFFFD');
        JsonNode ana = watched.accountOf(ANA);
        assertThat(ana.get("name").asString()).isEqualTo(stored);
        assertThat(ana.get("groups").get(0).get("name").asString()).isEqualTo(stored);
        String part = stored.strip().substring(0, Math.min(60, stored.strip().length()));
        assertThat(found(part)).contains(ANA);
        assertAccounted(run);
        assertThat(changes(watched.sync())).isEqualTo("+0 -0 ~0");
    }

    static Stream<String> names() {
        return Stream.of(
                "O'Brien \"Bob\" `x`",
                "<script>alert('x')</script><img src=x onerror=alert(1)>",
                "Zoë 👩‍🚀 Ω 名前 🇳🇴",
                "שלום עולם \u202egnirts desrever\u202c",
                "tab\there, newline\nthere, return\rback, slash \\ \\N \\. end",
                "\\.",
                "nul\0inside",
                "50 % of_all \\_ %",
                "İstanbul ıI",
                "Ｗide ＮＡＭＥ",
                "x".repeat(10_000),
                "'; drop table account; --");
    }

    private List<String> found(String text) {
        JsonNode page = watched.api()
                .get(watched.path() + "/accounts?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .json();
        return page.get("items")
                .valueStream()
                .map(account -> account.get("id").asString())
                .toList();
    }

    private static List<String> notes(JsonNode run) {
        return run.get("notes")
                .valueStream()
                .map(note -> "%s %s %s: %s"
                        .formatted(
                                note.get("feed").asString(),
                                note.get("kind").asString(),
                                note.get("subject").asString(),
                                note.get("detail").asString()))
                .toList();
    }

    private static void assertAccounted(JsonNode run) {
        for (JsonNode feed : run.get("feeds")) {
            assertThat(feed.get("fetched").asLong() + feed.get("kept").asLong())
                    .as(feed.toString())
                    .isEqualTo(
                            feed.get("stored").asLong() + feed.get("rejected").asLong());
        }
    }
}
