package dev.muster.sync;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.DatabaseAddress;
import dev.muster.FarFromNow;
import dev.muster.ServerProcess;
import dev.muster.TestTenant;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.sync.Facts.StoredRun;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// A Pagerduty integration on servers that are processes of their own: what a script asks of them, and what stands in
/// their database.
final class SyncedIntegration {
    private final ApiClient api;
    private final Supplier<DatabaseAddress> database;
    private final UUID tenant;
    private final UUID id;

    private SyncedIntegration(ApiClient api, Supplier<DatabaseAddress> database, UUID tenant, UUID id) {
        this.api = api;
        this.database = database;
        this.tenant = tenant;
        this.id = id;
    }

    /// Adds one, saves its token and waits for the first revision.
    ///
    /// @param api      of the Administrator of its tenant
    /// @param database where it is now; an embedded one moves when its server starts again
    static SyncedIntegration added(
            TestTenant tenant,
            ApiClient api,
            Supplier<DatabaseAddress> database,
            ServerProcess server,
            PagerDutySimulator pagerDuty) {
        ApiClient.Answer added = api.at(server.url()).post("/integrations", """
                        {"application": "pagerduty", "name": "Pagerduty %d", "owner": "%s"}
                        """.formatted(
                        pagerDuty.uri().getPort(), tenant.administrator().email()));
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
        UUID id = UUID.fromString(added.json().get("id").asString());
        var integration =
                new SyncedIntegration(api, database, tenant.tenant().id().value(), id);
        integration.configure(server, pagerDuty);
        integration.awaitRun(1, "complete");
        return integration;
    }

    private void configure(ServerProcess server, PagerDutySimulator pagerDuty) {
        ApiClient.Answer saved = api.at(server.url())
                .put(path("/configuration"), """
                {"accessToken": "%s", "region": "%s", "dailyAt": "%s", "timeZone": "UTC"}
                """.formatted(pagerDuty.token(), pagerDuty.uri(), FarFromNow.TIME));
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
    }

    /// Asks a server for a run.
    void sync(ServerProcess server) {
        ApiClient.Answer asked = post(server, "/sync");
        assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    }

    ApiClient.Answer post(ServerProcess server, String path) {
        return api.at(server.url()).post(path(path), null);
    }

    JsonNode get(ServerProcess server, String path) {
        return api.at(server.url()).get(path(path)).json();
    }

    /// As the onlooker shows it, whether or not any other server runs.
    JsonNode seen(String path) {
        return api.get(path(path)).json();
    }

    /// Waits until the run has ended so.
    StoredRun awaitRun(int number, String outcome) {
        return eventually(() -> facts().run(number), run -> run.outcome().equals(outcome));
    }

    /// What stands in the database now.
    Facts facts() {
        return new Facts(database.get().dataSource(), tenant, id);
    }

    UUID id() {
        return id;
    }

    UUID tenant() {
        return tenant;
    }

    private String path(String rest) {
        return "/integrations/" + id + rest;
    }
}
