package dev.muster.sync;

import static dev.muster.WatchedAccount.changes;
import static dev.muster.WatchedAccount.json;
import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.WatchedAccount;
import dev.muster.WatchedIntegration.Facts;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.ledger.Publication;
import dev.muster.ledger.Removals;
import dev.muster.ledger.Removals.Measured;
import dev.muster.ledger.RunKey;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// A run that would make much disappear waits for a person.
@MusterTest
class GuardTest {
    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;

    @BeforeEach
    void connect() {
        SimulatedAccount account = SimulatedAccount.empty();
        for (int i = 0; i < 60; i++) {
            account.addUser(
                    SimulatedUser.named("PUSER%02d".formatted(i), "User " + i, "user%d@acme.example".formatted(i)));
        }
        for (int i = 0; i < 20; i++) {
            account.addTeam(SimulatedTeam.named("PTEAM%02d".formatted(i), "Team " + i));
        }
        watched = WatchedAccount.synced(server, account);
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void too_many_users_gone_are_held_and_nothing_changes() {
        List<JsonNode> known = watched.accounts();
        Facts before = watched.facts();
        removeUsers(13);

        JsonNode run = watched.sync();

        assertThat(outcome(run)).isEqualTo("held");
        assertThat(watched.status()).isEqualTo("On hold");
        assertThat(watched.message())
                .isEqualTo("13 of 60 users would disappear. Review the change and release or discard it");
        assertThat(watched.accounts()).isEqualTo(known);
        assertThat(watched.facts()).isEqualTo(before);
        assertThat(watched.revision()).isEqualTo(1);
        assertThat(watched.now().get("heldRun").asInt()).isEqualTo(2);
        assertThatPagesWeighAsTheGuardDoes();
    }

    @Test
    void a_fifth_of_the_users_is_not_yet_too_many() {
        removeUsers(12);

        JsonNode run = watched.sync();

        assertThat(outcome(run)).isEqualTo("complete");
        assertThat(changes(run)).isEqualTo("+0 -36 ~1"); // accounts, roles, seats; and the seats taken
        assertThat(watched.accounts()).hasSize(48);
    }

    @Test
    void ten_teams_are_few_enough_to_go_unseen_and_eleven_are_not() {
        for (int i = 0; i < 10; i++) {
            watched.account().removeTeam("PTEAM%02d".formatted(i));
        }
        assertThat(outcome(watched.sync())).isEqualTo("complete");

        for (int i = 20; i < 40; i++) {
            watched.account().addTeam(SimulatedTeam.named("PTEAM%02d".formatted(i), "Team " + i));
        }
        assertThat(outcome(watched.sync())).isEqualTo("complete");

        for (int i = 20; i < 31; i++) {
            watched.account().removeTeam("PTEAM%02d".formatted(i));
        }
        assertThat(outcome(watched.sync())).isEqualTo("held");
        assertThat(watched.message()).startsWith("11 of 30 teams would disappear. ");
    }

    @Test
    void lost_memberships_are_held_as_grants() {
        for (int i = 0; i < 40; i++) {
            watched.account().addMember("PTEAM00", "PUSER%02d".formatted(i), "responder");
        }
        watched.sync();
        for (int i = 0; i < 40; i++) {
            watched.account().removeMember("PTEAM00", "PUSER%02d".formatted(i));
        }

        assertThat(outcome(watched.sync())).isEqualTo("held");
        assertThat(watched.message()).startsWith("40 of 160 grants would disappear. ");
    }

    @Test
    void lost_memberships_do_not_hide_among_many_licences() {
        for (int i = 0; i < 40; i++) {
            watched.account().addMember("PTEAM00", "PUSER%02d".formatted(i), "responder");
        }
        watched.sync();
        for (int i = 0; i < 12; i++) {
            watched.account().removeMember("PTEAM00", "PUSER%02d".formatted(i));
        }

        assertThat(outcome(watched.sync())).isEqualTo("held");
        assertThat(watched.message()).startsWith("12 of 40 team grants would disappear. ");
        assertThatPagesWeighAsTheGuardDoes();
    }

    @Test
    void changed_roles_alone_are_published_however_many() {
        watched.account().users().forEach(user -> watched.account().setRole(user.id(), "observer"));

        JsonNode run = watched.sync();

        assertThat(outcome(run)).isEqualTo("complete");
        // An observer proves the tier of the account as a whole, so that it has changed too.
        assertThat(changes(run)).isEqualTo("+0 -0 ~61");
    }

    @Test
    void a_released_run_is_published_as_it_was_read() {
        removeUsers(30);
        watched.sync();
        watched.account().addUser(SimulatedUser.named("PLATER1", "Later", "later@acme.example"));
        String shown = watched.page("/runs/2?kind=accounts");
        assertThat(shown).contains("1–20 of 30");
        Matcher next = Pattern.compile("/runs/2\\?[^\"]*after=[^\"]+").matcher(shown);
        assertThat(next.find()).isTrue();
        assertThat(watched.page(next.group().replace("&amp;", "&"))).contains("21–30 of 30");

        Answer released = watched.api().post(watched.path() + "/runs/2/release", null);

        assertThat(released.status()).as(released.json().toString()).isEqualTo(200);
        assertThat(outcome(released.json())).isEqualTo("complete");
        assertThat(watched.accounts()).hasSize(30);
        assertThat(watched.message()).isEqualTo("Data available");
        assertThat(watched.revision()).isEqualTo(2);
        assertThat(watched.api().post(watched.path() + "/runs/2/release", null).status())
                .isEqualTo(409);
        assertThat(stagedRows()).isZero();
    }

    @Test
    void a_discarded_run_leaves_everything_as_it_was() {
        List<JsonNode> known = watched.accounts();
        removeUsers(30);
        watched.sync();

        Answer discarded = watched.api().post(watched.path() + "/runs/2/discard", null);

        assertThat(discarded.status()).isEqualTo(200);
        assertThat(outcome(discarded.json())).isEqualTo("cancelled");
        assertThat(watched.accounts()).isEqualTo(known);
        assertThat(watched.status()).isEqualTo("Needs attention");
        assertThat(watched.message()).startsWith("Run 2 was discarded by Ana Lima. ");
        assertThat(watched.api().post(watched.path() + "/runs/2/discard", null).status())
                .isEqualTo(409);
        assertThat(stagedRows()).isZero();
    }

    @Test
    void a_newer_run_takes_the_place_of_a_held_one() {
        removeUsers(30);
        watched.sync();
        removeUsers(5);

        assertThat(outcome(watched.sync())).isEqualTo("held");

        JsonNode replaced = watched.api().get(watched.path() + "/runs/2").json();
        assertThat(outcome(replaced)).isEqualTo("cancelled");
        assertThat(replaced.get("run").get("reason").asString()).isEqualTo("Replaced by run 3 before anybody decided");
        assertThat(watched.message()).startsWith("35 of 60 users would disappear. ");
        Answer old = watched.api().post(watched.path() + "/runs/2/release", null);
        assertThat(old.status()).isEqualTo(409);
        assertThat(old.json().get("detail").asString()).contains("somebody decided, or a newer run replaced it");
    }

    @Test
    void a_run_that_fails_leaves_a_held_one_to_be_decided() {
        removeUsers(30);
        watched.sync();
        watched.pagerDuty().faults().on("/abilities").every().answer(new Fault.Status(401));

        assertThat(outcome(watched.sync())).isEqualTo("failed");
        assertThat(outcome(watched.sync())).isEqualTo("failed");

        assertThat(watched.status()).isEqualTo("On hold");
        assertThat(watched.message())
                .isEqualTo("30 of 60 users would disappear. Review the change and release or discard it."
                        + " Run 4 failed since: PagerDuty refused the access token (401). Replace it under Configure");
        assertThat(watched.api().post(watched.path() + "/runs/2/release", null).status())
                .isEqualTo(200);
        assertThat(watched.accounts()).hasSize(30);
    }

    @Test
    void a_token_that_sees_less_is_held_even_when_nothing_would_disappear() {
        String token = watched.pagerDuty().userToken("PUSER07");

        assertThat(watched.configure(Map.of("accessToken", token)).status()).isEqualTo(200);
        JsonNode run = watched.awaitRun(2);

        assertThat(outcome(run)).isEqualTo("held");
        assertThat(watched.message())
                .isEqualTo("The credential sees less than the one before (User key of User 7, Manager/User)."
                        + " Review the change and release or discard it");
    }

    /// Their rows are kept, so nothing would disappear. What may pass by itself says nothing of the credential.
    @Test
    void many_parts_that_are_refused_now_are_held_and_few_or_failing_ones_are_not() {
        answerForMembers(10, 404);
        assertThat(outcome(watched.sync())).isEqualTo("partial");
        watched.pagerDuty().faults().clear();
        watched.forget();
        assertThat(outcome(watched.sync())).isEqualTo("complete");
        answerForMembers(11, 503);
        assertThat(outcome(watched.sync())).isEqualTo("partial");
        assertThat(watched.status()).isEqualTo("Needs attention");
        watched.pagerDuty().faults().clear();
        watched.forget();
        assertThat(outcome(watched.sync())).isEqualTo("complete");

        answerForMembers(11, 404);
        JsonNode held = watched.sync();

        assertThat(outcome(held)).isEqualTo("held");
        assertThat(watched.message())
                .isEqualTo("The credential sees less than before: the members of 11 of 20 teams cannot be read any"
                        + " more, PagerDuty refuses them (404). Review the change and release or discard it");
        String run = "/runs/" + held.get("run").get("number").asInt();
        assertThat(watched.page(run)).contains("The credential sees less than before. People may still");
        assertThat(watched.api().post(watched.path() + run + "/release", null).status())
                .isEqualTo(200);
        assertThat(watched.message())
                .isEqualTo("Data available, except the members of 11 teams: PagerDuty refuses them (404)");
        watched.forget();
        assertThat(outcome(watched.sync())).isEqualTo("partial");
    }

    private void answerForMembers(int teams, int status) {
        for (int i = 0; i < teams; i++) {
            watched.pagerDuty()
                    .faults()
                    .on("/teams/PTEAM%02d/members".formatted(i))
                    .every()
                    .answer(new Fault.Status(status));
        }
        watched.forget();
    }

    @Test
    void each_integration_has_limits_of_its_own() {
        assertThat(watched.api()
                        .patch(watched.path(), json(Map.of("holdPercent", 50, "holdMinimum", 0)))
                        .status())
                .isEqualTo(200);
        removeUsers(30);
        assertThat(outcome(watched.sync())).isEqualTo("complete");

        watched.api().patch(watched.path(), json(Map.of("holdPercent", 1, "holdMinimum", 0)));
        removeUsers(1);
        assertThat(outcome(watched.sync())).isEqualTo("held");
        assertThat(watched.message()).startsWith("1 of 30 users would disappear. ");
    }

    /// What the guard weighed, before anything was decided, against what the page of the held run says of it.
    private void assertThatPagesWeighAsTheGuardDoes() {
        TenantId tenant = watched.tenant().tenant().id();
        var run = new RunKey(
                new IntegrationKey(tenant, new IntegrationId(watched.id())),
                watched.now().get("heldRun").asInt());
        Description application = server.getBean(Catalogue.class).describe("pagerduty");
        Set<String> complete = application.feeds().stream().map(Feed::id).collect(Collectors.toSet());
        var transactions = server.getBean(TenantTransactions.class);
        var removals = server.getBean(Removals.class);
        var publication = server.getBean(Publication.class);

        Measured shown = transactions.read(tenant, () -> removals.of(run, application, complete));
        Measured weighed =
                transactions.write(tenant, () -> removals.of(publication.compare(run), application, complete));

        assertThat(weighed.grants()).isEqualTo(shown.grants());
        assertThat(weighed.grantsByType()).isEqualTo(shown.grantsByType());
        assertThat(weighed.accounts().closing()).isEqualTo(shown.accounts().closing());
        assertThat(weighed.groups().closing()).isEqualTo(shown.groups().closing());
        assertThat(weighed.grants().closing()).isPositive();
    }

    private void removeUsers(int number) {
        watched.account().users().stream().limit(number).map(SimulatedUser::id).forEach(watched.account()::removeUser);
    }

    private long stagedRows() {
        return watched.database()
                .sql("""
                        select (select count(*) from staged_account where integration_id = :id)
                             + (select count(*) from staged_resource where integration_id = :id)
                             + (select count(*) from staged_grant where integration_id = :id)
                        """)
                .param("id", watched.id())
                .query(Long.class)
                .single();
    }
}
