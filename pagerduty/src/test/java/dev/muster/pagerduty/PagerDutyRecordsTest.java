package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyRecordsTest {
    private static final Key ACCOUNT = new Key("account", "account");

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void a_user_is_an_account_with_its_base_role_on_the_whole_account() throws InterruptedException {
        account.addUser(
                SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example").withRole("limited_user"));

        var rows = far.collect().feed("users").rows();

        Key ana = new Key("user", "PUSER01");
        assertThat(rows).hasSize(2).last().isEqualTo(new Row.Grant(ana, ACCOUNT, "limited_user"));
        assertThat(rows.getFirst()).isInstanceOfSatisfying(Row.Account.class, row -> {
            assertThat(row.key()).isEqualTo(ana);
            assertThat(row.name()).isEqualTo("Ana Lima");
            assertThat(row.email()).isEqualTo("ana@acme.example");
            assertThat(row.kind()).isEqualTo(AccountKind.HUMAN);
            assertThat(row.state()).isEqualTo(AccountState.ACTIVE);
            assertThat(row.attributes()).containsOnlyKeys("time_zone", "created_via_sso");
        });
    }

    @Test
    void an_invitation_not_yet_accepted_is_an_invited_account() throws InterruptedException {
        account.addUser(
                SimulatedUser.named("PUSER01", "Ana", "ana@acme.example").withInvitationSent(true));

        assertThat(theOnlyAccount().state()).isEqualTo(AccountState.INVITED);
    }

    @ParameterizedTest
    @CsvSource({
        "Deploy Bot, deploys@acme.example, SERVICE",
        "Terraform, ops@acme.example, SERVICE",
        "Statuspage, svc-status@acme.example, SERVICE",
        "Robin Abbott, robin.abbott@acme.example, HUMAN",
        "Ana Lima, ana@bot.example, HUMAN"
    })
    void a_bot_is_known_by_what_people_call_it(String name, String email, AccountKind kind)
            throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", name, email));

        assertThat(theOnlyAccount().kind()).isEqualTo(kind);
    }

    @Test
    void a_user_of_nulls_is_still_an_account() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "Ana", "ana@acme.example"));
        for (String field : List.of("name", "email", "role", "time_zone", "job_title", "invitation_sent", "html_url")) {
            account.putRawUserField("PUSER01", field, "null");
        }

        RecordingSink sink = far.collect();

        assertThat(sink.feed("users").rows())
                .containsExactly(
                        new Row.Account(
                                new Key("user", "PUSER01"),
                                "PUSER01",
                                null,
                                AccountKind.HUMAN,
                                AccountState.ACTIVE,
                                Map.of("created_via_sso", "false")),
                        new Row.Grant(new Key("user", "PUSER01"), ACCOUNT, "(none)"));
    }

    @Test
    void a_user_without_a_name_goes_by_the_email() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "", "ana@acme.example"));

        assertThat(theOnlyAccount().name()).isEqualTo("ana@acme.example");
    }

    @Test
    void texts_of_any_kind_arrive_whole() throws InterruptedException {
        String name = "<script>alert('é')</script> \"👩‍🚒\" مرحبا " + "x".repeat(10_000);
        account.addUser(SimulatedUser.named("PUSER01", name, "ana@acme.example"));

        assertThat(theOnlyAccount().name()).isEqualTo(name);
    }

    @Test
    void a_character_that_the_database_cannot_hold_is_replaced() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "An\u0000a", "ana@acme.example"));

        assertThat(theOnlyAccount().name()).isEqualTo("An\uFFFDa");
    }

    @Test
    void values_of_another_type_than_promised_are_tolerated() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "Ana", "ana@acme.example"));
        account.putRawUserField("PUSER01", "name", "{\"first\":[\"Ana\"]}");
        account.putRawUserField("PUSER01", "role", "42");
        account.putRawUserField("PUSER01", "teams", "\"none\"");

        assertThat(far.collect().feed("users").rows(Row.Grant.class))
                .extracting(Row.Grant::value)
                .containsExactly("42");
    }

    @Test
    void only_the_fields_of_the_allow_list_are_kept() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "Ana", "ana@acme.example"));
        account.putRawUserField("PUSER01", "personal_web_cal_url", "\"webcal://acme.example/private/secret\"");

        assertThat(far.collect().toString()).doesNotContain("webcal");
    }

    @Test
    void a_team_is_a_resource_that_tells_whether_it_is_private() throws InterruptedException {
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments").asPrivate());
        account.addTeam(SimulatedTeam.named("PTEAM02", "Search"));

        assertThat(far.collect().feed("teams").rows())
                .containsExactly(
                        new Row.Resource(new Key("team", "PTEAM01"), "Payments", Map.of("private", "true")),
                        new Row.Resource(new Key("team", "PTEAM02"), "Search", Map.of("private", "false")));
    }

    @Test
    void a_member_holds_its_team_role_and_may_be_unknown_to_the_list_of_users() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "Ana", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
        account.addMember("PTEAM01", "PUSER01", "manager");
        account.addMember("PTEAM01", "PGONE01", "responder");

        var members = far.collect().feed("team_members");

        Key payments = new Key("team", "PTEAM01");
        assertThat(members.isComplete()).isTrue();
        assertThat(members.rows())
                .containsExactly(
                        new Row.Grant(new Key("user", "PUSER01"), payments, "manager"),
                        new Row.Grant(new Key("user", "PGONE01"), payments, "responder"));
    }

    @Test
    void a_team_and_a_user_may_share_an_id() throws InterruptedException {
        account.addUser(SimulatedUser.named("PSAME01", "Ana", "ana@acme.example"));
        account.addTeam(SimulatedTeam.named("PSAME01", "Payments"));
        account.addMember("PSAME01", "PSAME01", "observer");

        assertThat(far.collect().feed("team_members").rows())
                .containsExactly(new Row.Grant(new Key("user", "PSAME01"), new Key("team", "PSAME01"), "observer"));
    }

    @Test
    void the_account_itself_is_a_resource_named_by_its_web_address() throws InterruptedException {
        account.addUser(SimulatedUser.named("PUSER01", "Ana", "ana@acme.example"));

        assertThat(theAccount().name()).isEqualTo("acme.pagerduty.com");
    }

    @Test
    void the_account_has_a_name_even_when_its_address_cannot_be_told() throws InterruptedException {
        assertThat(theAccount().name()).isEqualTo("PagerDuty account");
    }

    @Test
    void a_team_that_the_list_names_no_more_was_removed_and_the_feed_is_complete() throws InterruptedException {
        far.faults().on("/teams").nth(1).answer(new Fault.AnotherRow("{\"id\":\"PTEAM01\",\"name\":\"Payments\"}"));
        account.addTeam(SimulatedTeam.named("PTEAM02", "Search"));
        account.addMember("PTEAM02", "PUSER01", "manager");

        var members = far.collect().feed("team_members");

        assertThat(members.isComplete()).isTrue();
        assertThat(members.removed()).containsExactly("PTEAM01");
        assertThat(members.records()).hasSize(1);
    }

    @Test
    void a_team_that_is_listed_and_says_it_is_not_there_costs_its_own_members_alone() throws InterruptedException {
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
        account.addTeam(SimulatedTeam.named("PTEAM02", "Search"));
        account.addMember("PTEAM02", "PUSER01", "manager");
        far.faults().on("/teams/PTEAM01/members").every().answer(new Fault.Status(404));
        far.faults().on("/teams/PTEAM01").every().answer(new Fault.Status(404));

        var members = far.collect().feed("team_members");

        assertThat(members.records()).hasSize(1);
        assertThat(members.unread()).containsOnlyKeys(new Key("team", "PTEAM01"));
        assertThat(members.problem().cause()).isEqualTo(Cause.NOT_SHOWN);
        assertThat(members.problem().what())
                .isEqualTo("PagerDuty lists team Payments, but says that it does not have its members (404)");
    }

    @Test
    void a_plan_without_teams_leaves_them_and_their_members_out() throws InterruptedException {
        account.setAbilities(List.of("sso"));

        RecordingSink sink = far.collect();

        assertThat(sink.feed("users").isComplete()).isTrue();
        assertThat(sink.feed("teams").whyNotAvailable()).isEqualTo("not part of this PagerDuty plan");
        assertThat(sink.feed("team_members").whyNotAvailable()).isEqualTo("not part of this PagerDuty plan");
        assertThat(sink.feed("team_members").requests()).isZero();
    }

    private Row.Resource theAccount() throws InterruptedException {
        var rows = far.collect().feed("account").rows();
        assertThat(rows).hasSize(1);
        Row.Resource resource = (Row.Resource) rows.getFirst();
        assertThat(resource.key()).isEqualTo(ACCOUNT);
        return resource;
    }

    private Row.Account theOnlyAccount() throws InterruptedException {
        return far.collect().feed("users").rows(Row.Account.class).getFirst();
    }
}
