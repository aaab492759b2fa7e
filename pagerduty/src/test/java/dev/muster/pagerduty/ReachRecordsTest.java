package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.Reach;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.simulator.objects.SimulatedWebhook;
import dev.muster.simulator.objects.Tags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where data leaves to, what may be started, and labels.
class ReachRecordsTest {
    private static final Key ACCOUNT = new Key("account", "account");
    private static final Key TEAM = new Key("team", "PTEAM01");
    private static final Key SERVICE = new Key("service", "PSERV01");
    private static final Key WEBHOOK = new Key("webhook", "PHOOK01");
    private static final Key EXTENSION = new Key("extension", "PEXT001");
    private static final Key CONNECTION = new Key("workflow_connection", "c1");
    private static final Key TRIGGER = new Key("workflow_trigger", "t1");
    private static final Key TAG = new Key("tag", "PTAG001");
    private static final SimulatedUser ANA = SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example");
    private static final String WITH_SECRETS =
            "https://robot:%1$s@hooks.acme.example/in?token=%1$s#%1$s".formatted(Canary.MARK);

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final Reach reach = account.reach();
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);

    @BeforeEach
    void fill() {
        account.addUser(ANA);
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));
    }

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void a_webhook_goes_by_its_host_and_tells_what_it_sends() throws InterruptedException {
        reach.add(SimulatedWebhook.ofAccount("PHOOK01", WITH_SECRETS));

        assertThat(rows("webhook_subscriptions"))
                .containsExactly(
                        new Row.Resource(
                                WEBHOOK,
                                "hooks.acme.example",
                                Map.of(
                                        "url",
                                        "https://hooks.acme.example/in",
                                        "active",
                                        "true",
                                        "events",
                                        "incident.triggered")),
                        new Row.Link(ACCOUNT, "sends to", WEBHOOK));
    }

    @ParameterizedTest
    @CsvSource({"team_reference, PTEAM01, team", "service_reference, PSERV01, service", "mood, PMOOD01, mood"})
    void a_webhook_is_linked_to_what_it_tells_of(String type, String id, String kind) throws InterruptedException {
        reach.add(SimulatedWebhook.ofAccount("PHOOK01", WITH_SECRETS).about(type, id));

        assertThat(far.collect().feed("webhook_subscriptions").rows(Row.Link.class))
                .containsExactly(new Row.Link(new Key(kind, id), "sends to", WEBHOOK));
    }

    @Test
    void of_a_webhook_nothing_is_kept_that_lets_anybody_in() throws InterruptedException {
        reach.add(SimulatedWebhook.ofAccount("PHOOK01", WITH_SECRETS));
        account.putRawField(
                "webhook_subscription", "PHOOK01", "oauth_client", "{\"token\":\"%s\"}".formatted(Canary.MARK));

        assertThat(far.collect().toString()).contains("PHOOK01").doesNotContain(Canary.MARK);
    }

    @Test
    void an_extension_tells_its_product_and_the_services_it_hears_of() throws InterruptedException {
        reach.add(SimulatedExtension.ofService("PEXT001", "Chat", WITH_SECRETS, "PSERV01"));

        assertThat(rows("extensions"))
                .containsExactly(
                        new Row.Resource(
                                EXTENSION,
                                "Chat",
                                Map.of(
                                        "url",
                                        "https://hooks.acme.example/in",
                                        "schema",
                                        "Generic Webhook",
                                        "disabled",
                                        "false")),
                        new Row.Link(SERVICE, "sends to", EXTENSION));
        assertThat(far.collect().toString()).doesNotContain(Canary.MARK);
    }

    @Test
    void an_extension_without_an_address_or_a_named_product_is_there_all_the_same() throws InterruptedException {
        var schema = SimulatedReference.to("extension_schema_reference", "PSCHEMA");
        reach.add(new SimulatedExtension("PEXT001", "Chat", null, schema, List.of(), true, Map.of()));

        assertThat(rows("extensions"))
                .containsExactly(new Row.Resource(EXTENSION, "Chat", Map.of("schema", "PSCHEMA", "disabled", "true")));
    }

    @Test
    void a_connection_tells_what_it_may_do_in_whose_name() throws InterruptedException {
        reach.add(new SimulatedConnection(
                "c1",
                "slack",
                "Slack of everybody",
                WITH_SECRETS,
                List.of("chat:write", "channels:read"),
                List.of("PTEAM01"),
                List.of("incident-workflows"),
                SimulatedReference.to(ANA)));

        assertThat(rows("workflow_connections"))
                .containsExactly(
                        new Row.Resource(
                                CONNECTION,
                                "Slack of everybody",
                                Map.of(
                                        "integration", "slack",
                                        "url", "https://hooks.acme.example/in",
                                        "scopes", "chat:write,channels:read",
                                        "apps", "incident-workflows",
                                        "created_by", "PUSER01")),
                        new Row.Link(TEAM, "owns", CONNECTION));
        assertThat(far.collect().toString()).doesNotContain(Canary.MARK);
    }

    @Test
    void a_trigger_tells_what_starts_it_and_who_may() throws InterruptedException {
        reach.add(new SimulatedTrigger(
                "t1",
                "manual",
                "PWF0001",
                "Major incident",
                List.of(SimulatedReference.to("service", "PSERV01"), SimulatedReference.to("service", "PSERV01")),
                false,
                "PTEAM01"));

        assertThat(rows("workflow_triggers"))
                .containsExactly(
                        trigger("Major incident", "manual", "true", "false"),
                        new Row.Link(SERVICE, "starts", TRIGGER),
                        new Row.Link(TEAM, "may start", TRIGGER));
    }

    @Test
    void a_trigger_of_every_service_names_none_and_its_kind_may_be_unknown() throws InterruptedException {
        reach.add(new SimulatedTrigger("t1", "full_moon", "PWF0001", "Major incident", List.of(), true, null));

        assertThat(rows("workflow_triggers")).containsExactly(trigger("Major incident", "full_moon", "false", "true"));
    }

    @Test
    void a_tag_labels_users_teams_and_policies_in_three_requests() throws InterruptedException {
        reach.tags().add(new Tags.Tag("PTAG001", "pci"));
        reach.tags().put("PTAG001", "users", "PUSER01");
        reach.tags().put("PTAG001", "teams", "PTEAM01");

        RecordedFeed feed = far.collect().feed("tags");

        assertThat(feed.rows())
                .containsExactly(
                        new Row.Resource(TAG, "pci", Map.of()),
                        new Row.Link(TAG, "labels", new Key("user", "PUSER01")),
                        new Row.Link(TAG, "labels", TEAM));
        assertThat(feed.requests()).isEqualTo(4);
        assertThat(feed.total()).hasValue(1);
    }

    @Test
    void a_tag_that_the_list_names_no_more_was_removed() throws InterruptedException {
        far.faults().on("/tags").nth(1).answer(new Fault.AnotherRow("{\"id\":\"PTAG001\",\"label\":\"pci\"}"));
        reach.tags().add(new Tags.Tag("PTAG002", "on-site"));

        RecordedFeed feed = far.collect().feed("tags");

        assertThat(feed.removed()).containsExactly("PTAG001");
        assertThat(feed.rows()).containsExactly(new Row.Resource(new Key("tag", "PTAG002"), "on-site", Map.of()));
        assertThat(feed.isComplete()).isTrue();
    }

    @Test
    void a_tag_that_is_there_but_does_not_tell_what_carries_it_is_unread() throws InterruptedException {
        reach.tags().add(new Tags.Tag("PTAG001", "pci"));
        far.faults().on("/tags/PTAG001/teams").every().answer(new Fault.Status(404));

        RecordedFeed feed = far.collect().feed("tags");

        assertThat(feed.unread()).containsOnlyKeys(TAG);
        assertThat(feed.problem().cause()).isEqualTo(Cause.NOT_SHOWN);
        assertThat(feed.problem().what())
                .isEqualTo("PagerDuty lists tag pci, but says that it does not have the list of what carries it (404)");
    }

    @Test
    void no_secret_of_a_whole_account_is_kept() throws InterruptedException {
        try (var whole = SimulatedPagerDuty.with(SimulatedAccount.of(200, 40, 6))) {
            RecordingSink sink = whole.collect();

            for (String feed : List.of("webhook_subscriptions", "extensions", "workflow_connections")) {
                assertThat(sink.feed(feed).rows(Row.Resource.class))
                        .extracting(resource -> resource.attributes().getOrDefault("url", "none"))
                        .isNotEmpty()
                        .allMatch(url -> url.startsWith("https://"))
                        .noneMatch(url -> url.contains("?") || url.contains("@") || url.contains("#"));
            }
            assertThat(sink.toString()).doesNotContain(Canary.MARK);
        }
    }

    private List<Row> rows(String feed) throws InterruptedException {
        RecordedFeed read = far.collect().feed(feed);
        assertThat(read.isComplete()).isTrue();
        return read.rows();
    }

    private static Row trigger(String name, String type, String restricted, String allServices) {
        return new Row.Resource(
                TRIGGER,
                name,
                Map.of(
                        "trigger_type",
                        type,
                        "workflow",
                        "PWF0001",
                        "restricted",
                        restricted,
                        "all_services",
                        allServices));
    }
}
