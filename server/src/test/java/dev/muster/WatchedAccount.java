package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// A simulated account and an integration that watches it, used over REST as a script would.
public final class WatchedAccount extends WatchedIntegration implements AutoCloseable {
    private final PagerDutySimulator pagerDuty;

    private WatchedAccount(
            ApplicationContext server, TestTenant tenant, ApiClient api, PagerDutySimulator pagerDuty, String id) {
        super(server, tenant, api, id);
        this.pagerDuty = pagerDuty;
    }

    /// An account with an integration of a fresh tenant, not configured yet.
    public static WatchedAccount added(ApplicationContext server, SimulatedAccount account) {
        TestTenant tenant = TestTenant.on(server);
        ApiClient api = tenant.api();
        return new WatchedAccount(
                server, tenant, api, TestPagerDuty.start(account), add(tenant, api, "pagerduty", "Pagerduty"));
    }

    /// An account with an integration that published its first revision.
    public static WatchedAccount synced(ApplicationContext server, SimulatedAccount account) {
        WatchedAccount watched = added(server, account);
        watched.connect();
        return watched;
    }

    /// Another integration of the same tenant, about the same account, not configured yet.
    public WatchedAccount another() {
        return new WatchedAccount(server(), tenant(), api(), pagerDuty, add(tenant(), api(), "pagerduty", "Pagerduty"));
    }

    public PagerDutySimulator pagerDuty() {
        return pagerDuty;
    }

    public SimulatedAccount account() {
        return pagerDuty.account();
    }

    /// Saves the account's own key and waits for the first revision.
    public JsonNode connect() {
        JsonNode run = saveAnyway(Map.of("accessToken", pagerDuty.token()));
        assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
        return run;
    }

    /// Saves settings, at this account's address unless they name another.
    public ApiClient.Answer configure(Map<String, ?> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.putIfAbsent("region", pagerDuty.uri().toString());
        all.putIfAbsent("dailyAt", FarFromNow.TIME);
        all.putIfAbsent("timeZone", "UTC");
        return api().put(path() + "/configuration", json(all));
    }

    /// Saves settings without asking whether they work, and waits for the run that starts; its certificate.
    public JsonNode saveAnyway(Map<String, ?> settings) {
        int next = newestRun() + 1;
        Map<String, Object> all = new TreeMap<>(settings);
        all.put("acceptRefused", true);
        ApiClient.Answer saved = configure(all);
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
        return awaitRun(next);
    }

    /// Tests settings without saving them.
    public ApiClient.Answer test(Map<String, ?> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.putIfAbsent("region", pagerDuty.uri().toString());
        all.putIfAbsent("dailyAt", FarFromNow.TIME);
        all.putIfAbsent("timeZone", "UTC");
        return api().post(path() + "/test", json(all));
    }

    @Override
    public void close() {
        pagerDuty.close();
    }
}
