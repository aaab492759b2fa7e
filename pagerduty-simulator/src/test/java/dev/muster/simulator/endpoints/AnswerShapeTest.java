package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnswerShapeTest {

    private final SimulatedAccount account = SimulatedAccount.of(60, 6, 4);
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_user_has_the_documented_fields_and_some_that_are_not() throws Exception {
        var user = client.json("/users").at("/users/0");

        assertThat(user.propertyNames())
                .contains("id", "type", "summary", "self", "html_url", "name", "email", "time_zone", "color", "role")
                .contains("avatar_url", "description", "invitation_sent", "job_title", "created_via_sso", "teams")
                .contains("contact_methods", "notification_rules", "billed", "coordinated_incidents");
        assertThat(user.get("type").stringValue()).isEqualTo("user");
        assertThat(user.get("role").stringValue()).isEqualTo("owner");
        assertThat(user.get("invitation_sent").isBoolean()).isTrue();
        assertThat(client.json("/users/" + user.get("id").stringValue()).get("user"))
                .isEqualTo(user);
    }

    @Test
    void a_team_and_a_member_have_the_documented_fields() throws Exception {
        var team = client.json("/teams").at("/teams/0");
        var member = client.json("/teams/%s/members".formatted(team.get("id").stringValue()))
                .at("/members/0");

        assertThat(team.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "type", "summary", "self", "html_url", "name", "description", "default_role", "parent");
        assertThat(team.get("parent").isNull()).isTrue();
        assertThat(client.json("/teams/" + team.get("id").stringValue()).get("team"))
                .isEqualTo(team);
        assertThat(member.propertyNames()).containsExactlyInAnyOrder("user", "role");
        assertThat(member.get("user").propertyNames())
                .containsExactlyInAnyOrder("id", "type", "summary", "self", "html_url");
        assertThat(member.at("/user/type").stringValue()).isEqualTo("user_reference");
    }

    @Test
    void more_stands_before_the_teams_and_behind_the_users() throws Exception {
        assertThat(client.json("/teams").propertyNames()).containsExactly("limit", "offset", "total", "more", "teams");
        assertThat(client.json("/users").propertyNames()).containsExactly("users", "limit", "offset", "total", "more");
    }

    @Test
    void every_answer_has_the_headers_of_the_real_one() throws Exception {
        var one = client.get("/users");
        var other = client.get("/users");

        assertThat(one.headers().firstValue("content-type")).hasValue("application/vnd.pagerduty+json; charset=UTF-8");
        assertThat(one.headers().firstValue("cache-control")).hasValue("max-age=0, private, must-revalidate");
        assertThat(one.headers().firstValue("etag").orElseThrow()).startsWith("W/\"");
        assertThat(one.headers().firstValue("etag")).isEqualTo(other.headers().firstValue("etag"));
        assertThat(one.headers().firstValue("x-request-id")).isPresent();
        assertThat(one.headers().firstValue("x-request-id"))
                .isNotEqualTo(other.headers().firstValue("x-request-id"));
    }

    @Test
    void a_member_who_is_gone_is_named_without_a_page() throws Exception {
        var team = account.teams().getFirst().id();
        var gone = account.membersOf(team).getFirst().userId();
        account.forgetUser(gone);

        var member = client.json("/teams/%s/members".formatted(team)).at("/members/0/user");

        assertThat(member.get("id").stringValue()).isEqualTo(gone);
        assertThat(member.get("html_url").isNull()).isTrue();
        assertThat(member.get("deleted_at").isString()).isTrue();
    }

    @Test
    void raw_json_takes_the_place_of_a_field_or_adds_one() throws Exception {
        var user = account.users().get(1).id();
        account.putRawUserField(user, "name", "null");
        account.putRawUserField(user, "favourite", "{\"colour\":\"blue\"}");
        account.putRawTeamField(account.teams().getFirst().id(), "default_role", "\"sometimes\"");

        var changed = client.json("/users").at("/users/1");
        var untouched = client.json("/users").at("/users/2");

        assertThat(changed.get("name").isNull()).isTrue();
        assertThat(changed.at("/favourite/colour").stringValue()).isEqualTo("blue");
        assertThat(untouched.get("name").isString()).isTrue();
        assertThat(untouched.has("favourite")).isFalse();
        assertThat(client.json("/teams").at("/teams/0/default_role").stringValue())
                .isEqualTo("sometimes");
    }

    @Test
    void what_users_say_of_their_teams_can_differ_from_member_lists() throws Exception {
        var user = account.users().get(1).id();
        var team = account.teams().get(2).id();
        account.teams().forEach(any -> account.removeMember(any.id(), user));
        account.setTeamsOf(user, List.of(team));

        assertThat(client.json("/users/" + user).at("/user/teams/0/id").stringValue())
                .isEqualTo(team);
        assertThat(client.all("/teams/%s/members".formatted(team), "members"))
                .noneMatch(member -> member.at("/user/id").stringValue().equals(user));
    }

    @Test
    void licences_add_up() throws Exception {
        var licences = client.json("/licenses").get("licenses");
        var allocations = client.all("/license_allocations", "license_allocations");

        assertThat(licences)
                .extracting(licence -> licence.get("role_group").stringValue())
                .containsExactly("FullUser", "Stakeholder");
        assertThat(licences)
                .allSatisfy(licence -> assertThat(allocations)
                        .filteredOn(allocation -> allocation.at("/license/id").equals(licence.get("id")))
                        .hasSize(licence.get("current_value").intValue()));
        assertThat(licences.get(0).get("allocations_available").isInt()).isTrue();
        assertThat(licences.get(1).get("allocations_available").isNull()).isTrue();
        assertThat(allocations)
                .hasSize(60)
                .extracting(AnswerShapeTest::allocatedAt)
                .isNotEmpty();
        var holder = allocations.getFirst().at("/user/id").stringValue();
        assertThat(client.json("/users/%s/license".formatted(holder)).get("license"))
                .isEqualTo(allocations.getFirst().get("license"));
    }

    @Test
    void a_user_without_a_licence_and_a_licence_without_a_user_are_possible_and_still_add_up() throws Exception {
        var bare = account.users().get(3).id();
        account.withdrawLicence(bare);
        account.allocateLicence("PNOBODY");

        var holders = client.all("/license_allocations", "license_allocations").stream()
                .map(allocation -> allocation.at("/user/id").stringValue())
                .toList();

        assertThat(holders).hasSize(60).contains("PNOBODY").doesNotContain(bare);
        assertThat(usedSeats()).isEqualTo(60);
        assertThat(client.get("/users/%s/license".formatted(bare)).statusCode()).isEqualTo(404);

        account.allocateLicence(bare);
        account.withdrawLicence("PNOBODY");

        assertThat(client.all("/license_allocations", "license_allocations"))
                .extracting(allocation -> allocation.at("/user/id").stringValue())
                .containsExactlyInAnyOrderElementsOf(
                        account.users().stream().map(SimulatedUser::id).toList());
        assertThat(usedSeats()).isEqualTo(60);
    }

    @Test
    void an_observers_key_reads_no_licence_allocations() throws Exception {
        var observer = account.users().stream()
                .filter(BaseRole.OBSERVER::is)
                .findFirst()
                .orElseThrow();
        try (var own = new Client(pagerduty.uri(), pagerduty.userToken(observer.id()))) {
            var refused = own.get("/license_allocations");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(Client.json(refused).at("/error/code").intValue()).isZero();
        }
    }

    @Test
    void pages_stay_whole_while_the_account_changes() throws Exception {
        var stop = new CountDownLatch(1);
        var changes = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; stop.getCount() > 0; i++) {
                var passing = SimulatedUser.named("PASSING", "Passing " + i, "passing@acme.example");
                account.addUser(passing);
                account.addMember(account.teams().getFirst().id(), passing.id(), "observer");
                account.removeUser(passing.id());
            }
        });

        for (int i = 0; i < 200; i++) {
            JsonNode page = client.json("/users?limit=100&total=true");
            assertThat(page.get("users").size())
                    .isBetween(60, 61)
                    .isEqualTo(page.get("total").intValue());
        }
        stop.countDown();
        changes.join();
    }

    private int usedSeats() throws Exception {
        int used = 0;
        for (JsonNode licence : client.json("/licenses").get("licenses")) {
            used += licence.get("current_value").intValue();
        }
        return used;
    }

    private static OffsetDateTime allocatedAt(JsonNode allocation) {
        return OffsetDateTime.parse(allocation.get("allocated_at").stringValue());
    }
}
