package dev.muster.monitoring;

import static dev.muster.Eventually.eventually;
import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.muster.ScriptedIntegration;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.database.CannotStart;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationNeedsPeople;
import dev.muster.integration.IntegrationNeedsPeople.Reason;
import dev.muster.signin.Visitor;
import dev.muster.sync.RunEnded;
import dev.muster.sync.SyncRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What an operator can watch, and what people are told before they ask.
@MusterTest
class MonitoringTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern METRIC = Pattern.compile("\\b(?:muster|jvm|process)_[a-z_]+");
    private static final Path DOCS = Path.of("..", "docs", "monitoring");

    @Autowired
    private ConfigurableApplicationContext server;

    @Autowired
    private ManagementServer management;

    @Autowired
    private Clock clock;

    @Test
    void every_metric_of_the_dashboard_and_the_alerts_is_exported() throws Exception {
        ScriptedIntegration integration = ScriptedIntegration.synced(server, 3, 1);
        visitor().signIn("nobody@acme.example", "wrong password");
        System.gc(); // The pauses of a collector are counted from the first one on.

        String lastRun =
                "muster_integration_last_run{integration=\"%s\",outcome=\"complete\"".formatted(integration.id());
        String metrics = eventually(
                () -> get("/metrics").body(),
                text -> text.contains("jvm_gc_pause")
                        && text.lines().anyMatch(line -> line.startsWith(lastRun) && line.endsWith(" 1.0")));

        for (String document : List.of("grafana-dashboard.json", "alerts.yaml")) {
            Set<String> wanted = METRIC.matcher(Files.readString(DOCS.resolve(document)))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
            assertThat(wanted)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(metrics).as(document).containsPattern("(?m)^" + name + "[{ ]"));
        }
        assertThat(metrics)
                .contains(
                        "muster_ready 1.0",
                        "muster_database_up 1.0",
                        "muster_signins_refused_total{reason=\"wrong\"}",
                        "route=\"/api/v1/tenants/{tenant}/integrations/{id}/runs/{run}\"")
                .doesNotContain(
                        integration.tenant().tenant().slug(),
                        integration.now().get("name").asString());
    }

    @Test
    void how_the_sink_of_the_record_does_is_told() {
        JdbcClient everything =
                JdbcClient.create(server.getBean(FreshDatabase.class).administrator());
        everything.sql("""
                        insert into audit_sink (looked_at, behind, oldest_at, fault, shipped_at)
                        values (now(), 3, now() - interval '1 hour', 'disk full', now() - interval '2 hours')
                            on conflict (only_row) do update
                           set looked_at = excluded.looked_at, behind = excluded.behind,
                               oldest_at = excluded.oldest_at, fault = excluded.fault, shipped_at = excluded.shipped_at
                        """).update();
        var nobodys = new IntegrationKey(new TenantId(UUID.randomUUID()), new IntegrationId(UUID.randomUUID()));
        server.getBean(Observer.class).lookSoon(new RunEnded(nobodys, 1, SyncRun.Outcome.COMPLETE));

        String metrics = eventually(() -> get("/metrics").body(), text -> text.contains("behind_entries 3.0"));
        everything.sql("delete from audit_sink").update();

        assertThat(metrics)
                .contains("muster_audit_sink_failing 1.0")
                .containsPattern("muster_audit_sink_behind_seconds 36\\d\\d\\.0")
                .containsPattern("muster_audit_sink_shipped_age_seconds 72\\d\\d\\.0")
                .containsPattern("muster_audit_sink_look_age_seconds \\d+\\.0");
    }

    @Test
    void details_and_health_are_told_on_the_port_for_operators() throws Exception {
        ScriptedIntegration integration = ScriptedIntegration.synced(server, 3, 1);

        String details = eventually(
                () -> get("/details").body(),
                text -> text.contains(integration.id().toString()));

        assertThat(details)
                .contains("\"health\" : \"ready\"", "\"lastRun\" : \"complete\"")
                .doesNotContain(
                        integration.tenant().tenant().slug(),
                        integration.now().get("name").asString());
        assertThat(get("/health/ready").body()).isEqualTo("ready\n");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void an_integration_says_once_that_it_begins_to_need_people_and_the_list_says_it_as_long() {
        ScriptedIntegration integration = ScriptedIntegration.synced(server, 30, 1);
        List<Reason> heard = hear(integration);
        assertThat(list(integration)).contains("Needs action 0");

        integration
                .database()
                .sql("update integration_secret set set_at = set_at - interval '91 days' where integration_id = :id")
                .param("id", integration.id())
                .update();
        lookForOldCredentials();

        eventually(
                integration::message,
                message -> message.equals(
                        "Data available. The credential is more than 90 days old: replace it under Configure"));
        assertThat(list(integration)).contains("Needs action 1", ">Configure<", "more than 90 days old");
        integration.configure(Map.of("secrets", Map.of("access_key", integration.anotherSecret())));
        assertThat(integration.message()).isEqualTo("Data available");

        var broken = new Incomplete(new Problem(Problem.Cause.FAILING, "It broke", "Wait", null));
        integration.script().end("teams", broken);
        integration.sync();
        assertThat(integration.message()).doesNotContain("None of the last");
        integration.sync();
        assertThat(integration.message()).contains("None of the last 2 runs was complete");
        integration.sync();
        assertThat(integration.message()).contains("None of the last 3 runs was complete");

        integration.script().end("teams", new Complete());
        for (int i = 0; i < 20; i++) {
            integration.script().without("people", "P" + i);
        }
        assertThat(outcome(integration.sync())).isEqualTo("held");
        assertThat(list(integration)).contains("Needs action 1", "Review change");

        assertThat(heard).containsExactly(Reason.OLD_CREDENTIAL, Reason.FAILING, Reason.HELD);
        assertThat(get("/metrics").body())
                .contains(
                        "muster_integration_alerts_total{reason=\"held\"}",
                        "muster_integration_alerts_total{reason=\"failing\"}",
                        "muster_integration_alerts_total{reason=\"old_credential\"}");
    }

    /// No run is complete any more, and the data are as new as they can be.
    @Test
    void one_part_that_is_refused_for_good_alarms_nobody() {
        ScriptedIntegration integration = ScriptedIntegration.synced(server, 3, 1);
        List<Reason> heard = hear(integration);
        var refused = new Problem(Problem.Cause.NOT_PERMITTED, "Scripted refuses it", "Ask", null, 403);
        var part = new Part(new Key("team", "T0"), "Team 0");
        integration
                .script()
                .clear("members")
                .ended("members", part, new PartEnd.Unread(refused, clock.instant()))
                .end("members", new FeedOutcome.Partial(1, 1, refused));
        integration.sync();
        integration.sync();
        assertThat(outcome(integration.sync())).isEqualTo("partial");

        assertThat(integration.message())
                .isEqualTo("Data available, except the members of team Team 0: Scripted refuses them (403)");
        assertThat(list(integration)).contains("Needs action 0", "Last good sync");
        assertThat(heard).isEmpty();
        String calm = "muster_integration_needs_people{integration=\"%s\"".formatted(integration.id());
        String age = "muster_integration_revision_age_seconds{integration=\"%s\"".formatted(integration.id());
        String last = "muster_integration_last_run{integration=\"%s\",outcome=\"partial\"".formatted(integration.id());
        String metrics = eventually(() -> get("/metrics").body(), text -> text.contains(last));
        assertThat(metrics.lines().filter(line -> line.startsWith(calm)))
                .singleElement()
                .asString()
                .endsWith(" 0.0");
        assertThat(metrics.lines().filter(line -> line.startsWith(age)))
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .isLessThan(36 * 3600));
    }

    @Test
    void what_is_logged_while_a_run_reads_names_its_tenant_and_the_run() {
        ScriptedIntegration integration = ScriptedIntegration.synced(server, 3, 1);
        Map<String, String> context = new ConcurrentHashMap<>();
        integration.script().whileReading("teams", () -> context.putAll(MDC.getCopyOfContextMap()));

        integration.sync();

        assertThat(context)
                .containsEntry(
                        "tenant", integration.tenant().tenant().id().value().toString())
                .containsEntry("run", integration.id() + "/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9180", "127.0.0.1", "127.0.0.1:70000", "http://127.0.0.1:9180", "a b:1"})
    void an_address_that_is_none_is_refused_in_words(String setting) {
        assertThatThrownBy(() -> ManagementAddress.of(setting))
                .isInstanceOf(CannotStart.class)
                .hasMessage(
                        "MUSTER_MANAGEMENT_ADDRESS is '%s', which is no address to listen on. Write host:port, such as 127.0.0.1:9180, or off."
                                .formatted(setting));
    }

    @Test
    void operators_watch_on_this_machine_unless_they_say_otherwise() {
        assertThat(ManagementAddress.of("")).hasValue(new ManagementAddress("127.0.0.1", 9180, false));
        assertThat(ManagementAddress.of("[::1]:0")).hasValue(new ManagementAddress("::1", 0, true));
        assertThat(ManagementAddress.of("off")).isEmpty();
    }

    private List<Reason> hear(ScriptedIntegration integration) {
        List<Reason> heard = new CopyOnWriteArrayList<>();
        ApplicationListener<PayloadApplicationEvent<IntegrationNeedsPeople>> listener =
                ApplicationListener.forPayload(alert -> {
                    if (alert.integration().id().value().equals(integration.id())) {
                        heard.add(alert.reason());
                    }
                });
        server.addApplicationListener(listener);
        return heard;
    }

    /// As the schedule does once an hour.
    private void lookForOldCredentials() {
        Scheduler scheduler = server.getBean(Scheduler.class);
        scheduler.reschedule(TaskInstanceId.of("old-credentials", RecurringTask.INSTANCE), clock.instant());
        scheduler.triggerCheckForDueExecutions();
    }

    private String list(ScriptedIntegration integration) {
        Visitor ana = visitor();
        ana.signIn(integration.tenant().administrator().email(), dev.muster.TestTenant.PASSWORD);
        return ana.get("/t/%s/integrations"
                        .formatted(integration.tenant().tenant().slug()))
                .body();
    }

    private Visitor visitor() {
        return new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private HttpResponse<String> get(String path) {
        URI address =
                URI.create("http://127.0.0.1:%d%s".formatted(management.port().orElseThrow(), path));
        try {
            return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(address + " was not answered", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
