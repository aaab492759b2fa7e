package dev.muster.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// What two witnesses tell differently, and what is only referred to, is seen by whoever reads pages or the API.
@MusterTest
class WhatWitnessesSayTest {
    private static final String ANA = "PANALIM";
    private static final String TEAM = "PPAYMEN";

    @Autowired
    private ApplicationContext server;

    @Test
    void a_membership_that_only_the_user_tells_is_a_disagreement_and_a_role_that_nobody_told() {
        SimulatedAccount account = withAna();
        account.forgetMember(TEAM, ANA);
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            Pitfall.SEATS_WITHOUT_HOLDERS.into(watched.pagerDuty());
            JsonNode run = watched.sync();

            JsonNode members = disagreements(run, "team_members");
            assertThat(members.get("count").asLong()).isEqualTo(1);
            JsonNode told = members.get("first").get(0);
            assertThat(told.toString())
                    .contains("{\"type\":\"user\",\"id\":\"PANALIM\",\"name\":\"Ana Lima\"}")
                    .contains("{\"type\":\"team\",\"id\":\"PPAYMEN\",\"name\":\"Payments\"}")
                    .contains("\"who\":\"The user\",\"says\":\"listed, role not told\"")
                    .contains("\"who\":\"The team\",\"says\":\"not listed\"")
                    .contains("\"shown\":\"member, role not told\",\"again\":true");
            assertThat(disagreements(run, "licence_allocations").toString())
                    .contains(" seats used\"")
                    .contains("\"name\":\"Business (Full User)\"");

            assertThat(watched.page(
                            "/history?run=" + run.get("run").get("number").asInt()))
                    .contains("2 facts on which two witnesses disagree")
                    .contains("Team members: where two witnesses disagree")
                    .contains("1, asked once more")
                    .contains("The user says")
                    .contains("Listed, role not told")
                    .contains("The team says")
                    .contains("Not listed")
                    .contains("/resources/team/PPAYMEN\"")
                    .contains("/accounts/PANALIM\"")
                    .contains("Member, role not told")
                    .contains("Ana Lima");
            assertThat(WatchedAccount.outcome(run)).isEqualTo("complete");
            assertThat(watched.status()).isEqualTo("Connected");

            assertThat(watched.page("/accounts/" + ANA))
                    .contains("Payments")
                    .contains("<span class=\"lbl lbl-least\">Role not told</span>")
                    .contains("0 certain, 1 not")
                    .doesNotContain("Not everything about Ana Lima");
            JsonNode right = watched.api()
                    .get(watched.path() + "/accounts/" + ANA + "/access?type=team&q=" + TEAM)
                    .json()
                    .get("items")
                    .get(0);
            assertThat(right.get("certain").asBoolean()).isFalse();
            assertThat(right.get("why").asString())
                    .contains(
                            "PagerDuty names team Payments as one of this person's, but does not list this person there");

            account.addMember(TEAM, ANA, "manager");
            JsonNode healed = watched.sync();
            assertThat(healed.get("disagreements").size()).isEqualTo(1);
            assertThat(watched.page("/accounts/" + ANA)).doesNotContain("Role not told");
        }
    }

    @Test
    void what_is_only_referred_to_is_called_what_references_call_it_and_tells_when_it_was_deleted() {
        SimulatedAccount account = withAna();
        try (WatchedAccount watched = WatchedAccount.added(server, account)) {
            Pitfall.NAMED_LEAVER.into(watched.pagerDuty());
            Pitfall.UNLISTED_NEIGHBOURS.into(watched.pagerDuty());
            Pitfall.UNLISTED_TEAM.into(watched.pagerDuty());
            watched.connect();

            JsonNode leaver = watched.accountOf("PLEAVER");
            assertThat(leaver.get("name").asString()).isEqualTo("P. Example");
            assertThat(leaver.get("state").asString()).isEqualTo("absent");
            assertThat(leaver.get("deleted").asString()).isEqualTo("2024-02-21T09:15:00Z");
            assertThat(watched.accountOf("PMAKER1").get("name").asString()).isEqualTo("M. Maker");
            assertThat(watched.page("/accounts/PLEAVER"))
                    .contains("P. Example")
                    .contains("Absent, deleted 21 Feb 2024");
            assertThat(watched.page("/accounts?q=PLEAVER")).contains("Absent, deleted 21 Feb 2024");
            assertThat(watched.page("/accounts.csv?q=PLEAVER"))
                    .contains("groups,deleted")
                    .contains("PLEAVER,P. Example,,absent,,,")
                    .contains(",2024-02-21T09:15:00Z");
            assertThat(object(watched, "escalation_policy", "PHIDPOL")).isEqualTo("Hidden policy, stub");
            assertThat(object(watched, "schedule", "PHIDSCH")).isEqualTo("Hidden schedule, stub");
            assertThat(object(watched, "team", "PHIDTEAM")).isEqualTo("Treasury, stub");
            assertThat(watched.page("/resources/team/PHIDTEAM"))
                    .contains("Treasury")
                    .contains("Absent");

            int before = watched.revision();
            JsonNode again = watched.sync().get("run");
            assertThat(again.get("changes").toString()).as(again.toString()).doesNotContainPattern("[1-9]");
            assertThat(watched.revision()).isGreaterThanOrEqualTo(before);
        }
    }

    /// As on a day on which its team is not asked, or when a reference tells the id alone.
    @Test
    void who_is_gone_keeps_what_was_told_last() {
        SimulatedAccount account = withAna();
        account.putRawField("member", TEAM + "/" + ANA, "user", """
                {"id":"PANALIM","type":"user_reference"}""");
        account.addUser(SimulatedUser.named("PBOBERG", "Bo Berg", "bo.berg@acme.example"));
        account.addMember(TEAM, "PBOBERG", "observer");
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            account.forgetUser(ANA);
            account.forgetUser("PBOBERG");
            watched.sync();
            assertThat(absent(watched, ANA)).isEqualTo("Ana Lima");
            assertThat(absent(watched, "PBOBERG")).isEqualTo("Former user, deleted 2026-01-15T09:30:00Z");

            JsonNode next = watched.sync();
            assertThat(feed(next, "team_members").get("kept").asLong()).isPositive();
            assertThat(feed(next, "team_members").get("requests").asLong()).isZero();
            assertThat(absent(watched, ANA)).isEqualTo("Ana Lima");
            assertThat(absent(watched, "PBOBERG")).isEqualTo("Former user, deleted 2026-01-15T09:30:00Z");
        }
    }

    private static String absent(WatchedAccount watched, String id) {
        JsonNode account = watched.accountOf(id);
        assertThat(account.get("state").asString()).isEqualTo("absent");
        String deleted = account.path("deleted").asString("");
        return account.get("name").asString() + (deleted.isEmpty() ? "" : ", deleted " + deleted);
    }

    private static JsonNode feed(JsonNode run, String id) {
        return run.get("feeds")
                .valueStream()
                .filter(each -> each.get("feed").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static SimulatedAccount withAna() {
        SimulatedAccount account = SimulatedAccount.of(20, 3, 7);
        account.addUser(
                SimulatedUser.named(ANA, "Ana Lima", "ana.lima@acme.example").withRole("limited_user"));
        account.addTeam(SimulatedTeam.named(TEAM, "Payments").asPrivate());
        account.addMember(TEAM, ANA, "manager");
        return account;
    }

    private static JsonNode disagreements(JsonNode run, String feed) {
        return run.get("disagreements")
                .valueStream()
                .filter(each -> each.get("feed").asString().equals(feed))
                .findFirst()
                .orElseThrow();
    }

    private static String object(WatchedAccount watched, String type, String id) {
        JsonNode found = watched.api()
                .get("%s/resources?type=%s&q=%s".formatted(watched.path(), type, id))
                .json()
                .get("items")
                .get(0);
        return found.get("name").asString() + (found.get("stub").asBoolean() ? ", stub" : "");
    }
}
