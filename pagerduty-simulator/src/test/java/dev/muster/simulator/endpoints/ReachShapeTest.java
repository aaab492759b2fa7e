package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.objects.SimulatedDelegation;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.objects.SimulatedWebhook;
import dev.muster.simulator.objects.Tags;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReachShapeTest {

    private final SimulatedAccount account = SimulatedAccount.of(60, 12, 4);
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_webhook_shows_its_address_secret_and_headers() throws Exception {
        account.reach()
                .add(SimulatedWebhook.ofAccount("PHOOK01", "https://hooks.acme.example/in?token=abc")
                        .about("service_reference", "PSVC001"));

        var webhook = client.all("/webhook_subscriptions", "webhook_subscriptions").stream()
                .filter(one -> one.get("id").stringValue().equals("PHOOK01"))
                .findFirst()
                .orElseThrow();

        assertThat(webhook.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "type", "active", "delivery_method", "description", "events", "filter");
        assertThat(webhook.get("type").stringValue()).isEqualTo("webhook_subscription");
        assertThat(webhook.get("description").isNull()).isTrue();
        assertThat(webhook.get("delivery_method").propertyNames())
                .containsExactlyInAnyOrder("id", "secret", "temporarily_disabled", "type", "url", "custom_headers");
        assertThat(webhook.at("/delivery_method/url").stringValue())
                .isEqualTo("https://hooks.acme.example/in?token=abc");
        assertThat(webhook.at("/delivery_method/secret").stringValue()).isEqualTo(Canary.MARK + " signs PHOOK01");
        assertThat(webhook.at("/delivery_method/custom_headers/0/value").stringValue())
                .isEqualTo("Bearer %s of PHOOK01".formatted(Canary.MARK));
        assertThat(webhook.at("/filter/type").stringValue()).isEqualTo("service_reference");
        assertThat(webhook.at("/filter/id").stringValue()).isEqualTo("PSVC001");
    }

    @Test
    void a_webhook_of_the_account_names_no_id() throws Exception {
        assertThat(client.json("/webhook_subscriptions")
                        .at("/webhook_subscriptions/0/filter")
                        .propertyNames())
                .containsExactly("type");
    }

    @Test
    void generated_webhooks_hold_what_must_never_be_kept() throws Exception {
        var all = client.all("/webhook_subscriptions", "webhook_subscriptions").toString();

        assertThat(all).contains("?token=" + Canary.MARK).contains("robot:" + Canary.MARK);
        assertThat(client.all("/webhook_subscriptions", "webhook_subscriptions"))
                .extracting(one -> one.at("/filter/type").stringValue())
                .contains("account_reference", "team_reference", "service_reference");
    }

    @Test
    void a_webhook_about_a_private_team_is_hidden_from_those_who_do_not_see_the_team() throws Exception {
        var hidden = account.teams().stream()
                .filter(SimulatedTeam::isPrivate)
                .findFirst()
                .orElseThrow();
        var outsider = account.users().stream()
                .filter(user -> BaseRole.USER.is(user) && !account.isMember(hidden.id(), user.id()))
                .findFirst()
                .orElseThrow();
        account.reach()
                .add(SimulatedWebhook.ofAccount("PHOOK01", "https://hooks.acme.example")
                        .about("team_reference", hidden.id()));

        try (var own = new Client(pagerduty.uri(), pagerduty.userToken(outsider.id()))) {
            assertThat(own.all("/webhook_subscriptions", "webhook_subscriptions")
                            .toString())
                    .doesNotContain("PHOOK01");
            assertThat(client.all("/webhook_subscriptions", "webhook_subscriptions")
                            .toString())
                    .contains("PHOOK01");
        }
    }

    @Test
    void an_extension_shows_its_settings() throws Exception {
        account.reach()
                .add(SimulatedExtension.ofService("PEXT001", "Chat", "https://chat.acme.example/x?key=1", "PSVC001"));

        var extension = last(client.json("/extensions?limit=100").get("extensions"));

        assertThat(extension.propertyNames())
                .contains("id", "type", "summary", "self", "html_url", "name", "endpoint_url", "extension_objects")
                .contains("extension_schema", "temporarily_disabled", "config");
        assertThat(extension.at("/config/access_token").stringValue()).isEqualTo(Canary.MARK + "PEXT001");
        assertThat(extension.at("/extension_objects/0/type").stringValue()).isEqualTo("service_reference");
        assertThat(extension.at("/extension_schema/summary").stringValue()).isEqualTo("Generic Webhook");
        assertThat(extension.get("html_url").isNull()).isTrue();
    }

    @Test
    void a_connection_tells_its_scopes_teams_apps_and_maker() throws Exception {
        account.reach()
                .add(new SimulatedConnection(
                        "11111111-2222-3333-4444-555555555555",
                        "slack",
                        "Chat",
                        "https://slack.acme.example",
                        List.of("chat:write"),
                        List.of("PTEAM01"),
                        List.of("PAPP001"),
                        null));

        var connection = last(
                client.json("/workflows/integrations/connections?limit=100").get("connections"));

        assertThat(connection.at("/scopes/0").stringValue()).isEqualTo("chat:write");
        assertThat(connection.get("teams").toString()).isEqualTo("""
                [{"team_id":"PTEAM01","type":"team_reference"}]""");
        assertThat(connection.get("apps").toString()).isEqualTo("""
                [{"app_id":"PAPP001","type":"pd_app_reference"}]""");
        assertThat(connection.get("created_by").isNull()).isTrue();
        assertThat(connection.get("secrets").isNull()).isTrue();
        assertThat(connection.propertyNames())
                .contains("integration_id", "name", "service_url", "health", "configuration", "created_at");
    }

    @Test
    void a_trigger_tells_its_workflow_and_who_may_start_it() throws Exception {
        account.reach()
                .add(new SimulatedTrigger(
                        "11111111-2222-3333-4444-555555555555",
                        "manual",
                        "PWF0001",
                        "Major incident",
                        List.of(SimulatedReference.to("service", "PSVC001")),
                        false,
                        "PTEAM01"));

        var page = client.json("/incident_workflows/triggers?limit=100");
        var trigger = last(page.get("triggers"));

        assertThat(page.propertyNames()).containsExactly("triggers", "limit", "more", "next_cursor");
        assertThat(trigger.get("permissions").toString()).isEqualTo("""
                {"restricted":true,"team_id":"PTEAM01"}""");
        assertThat(trigger.get("services").toString()).isEqualTo("""
                [{"id":"PSVC001","type":"service"}]""");
        assertThat(trigger.at("/workflow/name").stringValue()).isEqualTo("Major incident");
        assertThat(trigger.get("is_subscribed_to_all_services").booleanValue()).isFalse();
        assertThat(page.at("/triggers/0/permissions").toString()).isEqualTo("""
                {"restricted":false}""");
    }

    @Test
    void tags_tell_their_total_unasked_and_what_carries_them() throws Exception {
        var tags = client.json("/tags");
        var tag = tags.at("/tags/0");
        String id = tag.get("id").stringValue();

        assertThat(tags.get("limit").intValue()).isEqualTo(100);
        assertThat(tags.get("total").intValue()).isEqualTo(6);
        assertThat(tag.propertyNames()).containsExactlyInAnyOrder("id", "type", "summary", "self", "html_url", "label");
        String policy = account.onCallSetup().policies().getFirst().id();
        account.reach().tags().add(new Tags.Tag("PTAG001", "pci"));
        account.reach().tags().put("PTAG001", "escalation_policies", policy);
        account.reach().tags().put("PTAG001", "escalation_policies", "PGONE01");
        assertThat(client.json("/tags/PTAG001/escalation_policies").toString()).isEqualTo("""
                {"escalation_policies":[{"id":"%s","type":"escalation_policy_reference"}],\
                "limit":100,"offset":0,"total":1,"more":false}""".formatted(policy));
        assertThat(client.json("/tags/%s/users".formatted(id))
                        .at("/users/0/type")
                        .stringValue())
                .isEqualTo("user_reference");
        assertThat(client.json("/tags/%s/teams".formatted(id))
                        .at("/teams/0/type")
                        .stringValue())
                .isEqualTo("team_reference");
        assertThat(client.get("/tags/PNOTAG0/users").statusCode()).isEqualTo(404);
    }

    @Test
    void a_token_names_its_kind_in_one_of_two_ways() throws Exception {
        List<JsonNode> tokens = account.users().stream()
                .flatMap(user -> rows("/users/%s/oauth_delegations".formatted(user.id())).stream())
                .toList();

        assertThat(tokens).allSatisfy(token -> {
            assertThat(token.propertyNames())
                    .contains("id", "client_id", "self", "created_at", "expires_at", "status", "scope");
            assertThat(token.has("type")).isNotEqualTo(token.has("delegation_type"));
            assertThat(OffsetDateTime.parse(token.get("created_at").stringValue()))
                    .isBefore(OffsetDateTime.parse(token.get("expires_at").stringValue()));
        });
        assertThat(tokens).anyMatch(token -> token.has("type")).anyMatch(token -> token.has("delegation_type"));
    }

    @Test
    void tokens_can_be_cut_by_kind_and_status() throws Exception {
        String user = account.users().getFirst().id();
        var created = Instant.parse("2026-11-01T00:00:00Z");
        var revoked = new SimulatedDelegation("d3", "revoked", "PAPP001", "integration", "openid", created, created);
        account.reach()
                .delegations()
                .set(
                        user,
                        List.of(
                                SimulatedDelegation.issued("d1", "PagerDutyLogin", "web", created),
                                SimulatedDelegation.issued("d2", "PagerDutyMobile", "mobile", created),
                                revoked));

        String path = "/users/%s/oauth_delegations".formatted(user);

        assertThat(ids(path)).containsExactly("d1", "d2", "d3");
        assertThat(ids(path + "?status=issued")).containsExactly("d1", "d2");
        assertThat(ids(path + "?delegation_type=mobile,integration")).containsExactly("d2", "d3");
        assertThat(client.json(path + "?limit=1").propertyNames())
                .containsExactly("oauth_delegations", "limit", "more", "next_cursor");
    }

    @Test
    void tokens_of_others_are_for_administrators() throws Exception {
        var manager =
                account.users().stream().filter(BaseRole.USER::is).findFirst().orElseThrow();
        var owner = account.users().getFirst();
        try (var own = new Client(pagerduty.uri(), pagerduty.userToken(manager.id()))) {
            assertThat(own.get("/users/%s/oauth_delegations".formatted(manager.id()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(own.get("/users/%s/oauth_delegations".formatted(owner.id()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(own.get("/users/PNOBODY/oauth_delegations").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUDIT_RECORDS, /audit/records",
        "INCIDENT_WORKFLOWS, /incident_workflows/triggers",
        "WORKFLOW_INTEGRATIONS, /workflows/integrations/connections",
        "OAUTH_DELEGATIONS, /users/PANY001/oauth_delegations",
        "TAGS, /tags",
        "TAGS, /tags/PANY001/teams"
    })
    void a_plan_may_lack_a_feature(PlanFeature feature, String path) throws Exception {
        account.takeFromPlan(feature);

        var refused = client.get(path);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(Client.json(refused).at("/error/code").intValue()).isEqualTo(2014);
    }

    @Test
    void the_same_seed_gives_the_same_reach_and_leaves_people_as_they_were() {
        var other = SimulatedAccount.of(60, 12, 4);

        assertThat(other.reach().webhooks()).isEqualTo(account.reach().webhooks());
        assertThat(other.reach().connections()).isEqualTo(account.reach().connections());
        assertThat(other.reach().triggers()).isEqualTo(account.reach().triggers());
        assertThat(other.reach().tags().list()).isEqualTo(account.reach().tags().list());
        assertThat(Map.of(
                        "first",
                        account.users().getFirst().id(),
                        "team",
                        account.teams().getLast().id()))
                .isEqualTo(Map.of("first", "PA44NPV", "team", "P4085GT"));
    }

    private List<String> ids(String path) {
        return rows(path).stream().map(row -> row.get("id").stringValue()).toList();
    }

    private List<JsonNode> rows(String path) {
        try {
            return client.json(path).get("oauth_delegations").valueStream().toList();
        } catch (Exception broken) {
            throw new AssertionError(path, broken);
        }
    }

    private static JsonNode last(JsonNode rows) {
        return rows.get(rows.size() - 1);
    }
}
