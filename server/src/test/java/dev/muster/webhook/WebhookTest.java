package dev.muster.webhook;

import static dev.muster.Eventually.eventually;
import static dev.muster.WatchedIntegration.json;
import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ApiClient;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.NoSuchThing;
import dev.muster.signin.Visitor;
import dev.muster.tenant.TenantAccess;
import dev.muster.token.ApiTokens;
import dev.muster.token.EndingTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What Muster tells an address, at a receiver on loopback.
@MusterTest
class WebhookTest {
    private static final List<String> HELD = List.of("integration.held");

    private final Receiver receiver = new Receiver();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext server;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private DeliveryStore store;

    @Autowired
    private Attempt attempt;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private FreshDatabase database;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_held_run_is_told_signed_to_whoever_wants_to_hear_of_it() throws Exception {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 40, 3);
        JsonNode made = added(scripted.api(), HELD);
        added(scripted.api(), List.of("integration.old_credential"));
        IntStream.range(0, 20).forEach(i -> scripted.script().without("people", "P" + i));

        scripted.sync();

        Receiver.Received call = call(0);
        assertThat(call.isSignedWith(made.path("secret").asString())).isTrue();
        assertThat(call.path()).isEqualTo("/hook");
        assertThat(call.body())
                .startsWith("{\"type\":\"integration.held\",\"timestamp\":\"")
                .contains("\"id\":\"" + scripted.id(), "\"status\":\"On hold\"", "would disappear");
        JsonNode delivery = eventually(
                () -> scripted.api()
                        .get("/webhooks/" + id(made) + "/deliveries")
                        .json()
                        .path("items")
                        .path(0),
                it -> it.path("status").asInt(0) == 204);
        assertThat(delivery.path("id").asString()).isEqualTo(call.id());
        assertThat(receiver.received()).as("the other heard nothing").hasSize(1);
    }

    @Test
    void a_token_that_is_about_to_end_is_told_too(@Autowired EndingTokens ending, @Autowired ApiTokens tokens)
            throws Exception {
        TestTenant acme = TestTenant.on(server);
        added(acme.api(), List.of("token.ending"));
        added(acme.api(), HELD);
        UUID token = tokens.make(acme.access(), "nightly export", Duration.ofDays(13))
                .token()
                .id();

        ending.tellOf(acme.tenant().id());

        assertThat(call(0).body())
                .startsWith("{\"type\":\"token.ending\",\"timestamp\":\"")
                .contains("\"token\":{\"id\":\"" + token, "\"name\":\"nightly export\"", "\"service\":false")
                .doesNotContain("mst_", "integration");
        assertThat(receiver.received()).as("the other heard nothing").hasSize(1);
    }

    @Test
    void a_new_secret_signs_beside_the_old_one_for_a_day() throws Exception {
        TestTenant acme = TestTenant.on(server);
        JsonNode made = added(acme.api(), HELD);
        String path = "/webhooks/" + id(made);

        JsonNode rotated = acme.api().post(path + "/secret", null).json();

        acme.api().post(path + "/test", null);
        assertThat(call(0).signatures()).hasSize(2);
        assertThat(call(0).isSignedWith(made.path("secret").asString())).isTrue();
        assertThat(call(0).isSignedWith(rotated.path("secret").asString())).isTrue();
        JdbcClient.create(database.administrator())
                .sql("update webhook set before_until = now() where id = :id")
                .param("id", id(made))
                .update();
        acme.api().post(path + "/test", null);
        assertThat(call(1).signatures()).hasSize(1);
        assertThat(call(1).isSignedWith(rotated.path("secret").asString())).isTrue();
    }

    @Test
    void a_call_that_is_not_taken_is_tried_again_for_a_day_and_can_then_be_sent_again() throws Exception {
        TenantAccess acme = TestTenant.on(server).access();
        Webhook webhook =
                webhooks.add(acme, new Wanted(receiver.address(), HELD)).webhook();
        UUID id = waiting(acme, webhook);
        receiver.answers(302);
        Duration waited = Duration.ZERO;

        for (Optional<Duration> pause = attempt.make(acme.id(), id);
                pause.isPresent();
                pause = attempt.make(acme.id(), id)) {
            waited = waited.plus(pause.get());
        }

        assertThat(waited).isBetween(Duration.ofHours(24), Duration.ofHours(26));
        Delivery given = deliveries.newest(acme, webhook.id()).getFirst();
        assertThat(given.fault()).isEqualTo("It answered with status 302");
        assertThat(given.givenUpAt()).isNotNull();
        assertThat(receiver.received())
                .as("no redirect is followed")
                .hasSize(8)
                .allMatch(call -> call.path().equals("/hook") && call.id().equals(id.toString()));

        receiver.answers(200);
        deliveries.again(acme, webhook.id(), id);

        assertThat(eventually(() -> deliveries.newest(acme, webhook.id()).getFirst(), it -> !it.waits()))
                .matches(it -> it.deliveredAt() != null && it.fault() == null);
    }

    @Test
    void a_secret_is_sealed_and_the_record_names_the_host_alone() {
        TestTenant acme = TestTenant.on(server);
        JsonNode made = added(acme.api(), HELD);

        String row = JdbcClient.create(database.administrator())
                .sql("select encode(sealed_secret, 'escape') from webhook where id = :id")
                .param("id", id(made))
                .query(String.class)
                .single();
        acme.api().delete("/webhooks/" + id(made));

        assertThat(row).doesNotContain(made.path("secret").asString().substring("whsec_".length()));
        assertThat(acme.api().get("/audit").json().toString())
                .contains("webhook.added", "webhook.removed", receiver.address().replace("/hook", "\""))
                .doesNotContain("/hook");
    }

    @Test
    void an_administrator_adds_tests_and_removes_one_on_its_pages() {
        TestTenant acme = TestTenant.on(server);
        String list = "/t/" + acme.tenant().slug() + "/settings/webhooks";
        var visitor = new Visitor(port);
        visitor.signIn(acme.administrator().email(), TestTenant.PASSWORD);
        assertThat(visitor.get(list).body()).contains("No webhook yet");

        assertThat(visitor.post(list, Map.of("address", "ftp://x", "event", "integration.held"))
                        .statusCode())
                .isEqualTo(422);
        String made = visitor.post(list, Map.of("address", receiver.address(), "event", "integration.held"))
                .body();
        Webhook webhook = webhooks.of(acme.access()).getFirst();
        String page = list + "/" + webhook.id();
        String tested =
                visitor.get(redirect(visitor.post(page + "/test", Map.of()))).body();
        call(0);

        assertThat(made).contains("whsec_");
        assertThat(tested).contains("A test is on its way", "webhook.test").doesNotContain("whsec_");
        assertThat(eventually(() -> visitor.get(page).body(), it -> it.contains("Taken with status 204")))
                .contains("Send again");
        assertThat(visitor.get(redirect(visitor.post(page + "/remove", Map.of())))
                        .body())
                .contains("is called no longer", "No webhook yet");
    }

    @Test
    void what_cannot_be_called_is_refused_and_there_are_ten_at_most() {
        TestTenant acme = TestTenant.on(server);

        ApiClient.Answer refused =
                acme.api().post("/webhooks", json(Map.of("address", "https://10.0.0.1/", "events", HELD)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().toString()).contains("MUSTER_WEBHOOK_HOSTS");

        IntStream.range(0, 10).forEach(i -> added(acme.api(), HELD));
        assertThat(acme.api()
                        .post("/webhooks", json(Map.of("address", receiver.address(), "events", HELD)))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_webhook_of_another_tenant_is_not_there() {
        TenantAccess acme = TestTenant.on(server).access();
        TenantAccess globex = TestTenant.on(server).access();
        Webhook webhook =
                webhooks.add(acme, new Wanted(receiver.address(), HELD)).webhook();
        UUID call = waiting(acme, webhook);

        assertThat(webhooks.of(globex)).isEmpty();
        assertThatThrownBy(() -> webhooks.test(globex, webhook.id())).isInstanceOf(NoSuchThing.class);
        assertThatThrownBy(() -> webhooks.rotate(globex, webhook.id())).isInstanceOf(NoSuchThing.class);
        assertThatThrownBy(() -> webhooks.remove(globex, webhook.id())).isInstanceOf(NoSuchThing.class);
        assertThatThrownBy(() -> deliveries.newest(globex, webhook.id())).isInstanceOf(NoSuchThing.class);
        assertThatThrownBy(() -> deliveries.again(globex, webhook.id(), call)).isInstanceOf(NoSuchThing.class);
    }

    private UUID waiting(TenantAccess access, Webhook webhook) {
        UUID id = UUID.randomUUID();
        transactions.write(
                access.id(), () -> store.put(access.id(), id, webhook.id(), WebhookEvent.TEST, "{}", Instant.now()));
        return id;
    }

    private JsonNode added(ApiClient api, List<String> events) {
        ApiClient.Answer answer = api.post("/webhooks", json(Map.of("address", receiver.address(), "events", events)));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json();
    }

    private static UUID id(JsonNode made) {
        return UUID.fromString(made.path("webhook").path("id").asString());
    }

    private Receiver.Received call(int number) {
        return eventually(receiver::received, all -> all.size() > number).get(number);
    }
}
