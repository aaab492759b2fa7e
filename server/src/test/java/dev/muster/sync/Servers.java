package dev.muster.sync;

import dev.muster.DatabaseAddress;
import dev.muster.Onlooker;
import dev.muster.ServerProcess;
import dev.muster.TestPagerDuty;
import dev.muster.TestTenant;
import dev.muster.database.PgBouncer;
import dev.muster.database.TestPostgres;
import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Servers that share one external database and notice each other's death sooner than in earnest.
final class Servers implements AutoCloseable {
    /// In earnest 5 s; four missed heartbeats are a death.
    static final Duration HEARTBEAT = Duration.ofMillis(500);

    private final DatabaseAddress database;
    private final Path folder;
    private final Onlooker onlooker;
    private final @Nullable PgBouncer pool;

    private Servers(DatabaseAddress database, Path folder, Onlooker onlooker, @Nullable PgBouncer pool) {
        this.database = database;
        this.folder = folder;
        this.onlooker = onlooker;
        this.pool = pool;
    }

    static Servers onFreshDatabase() throws IOException {
        return onFreshDatabase(false);
    }

    /// They reach it through a pool that gives each transaction whichever connection is free.
    static Servers behindPgBouncer() throws IOException {
        return onFreshDatabase(true);
    }

    private static Servers onFreshDatabase(boolean pooled) throws IOException {
        DatabaseAddress database = TestPostgres.freshDatabase().address();
        Path folder = Files.createDirectories(TestPostgres.newFolder());
        var onlooker = Onlooker.on(database, folder.resolve("onlooker"), folder.resolve("master-key.json"));
        PgBouncer pool = pooled ? PgBouncer.poolingTransactions(folder.resolve("pool"), database) : null;
        return new Servers(database, folder, onlooker, pool);
    }

    /// Starts one and waits until it can be used.
    ///
    /// @param name of its data folder
    ServerProcess start(String name) throws IOException {
        DatabaseAddress entrance = pool == null ? database : pool.through(database);
        Map<String, String> environment = new HashMap<>(entrance.environment());
        environment.putAll(haste());
        environment.put(
                "MUSTER_MASTER_KEY_FILE", folder.resolve("master-key.json").toString());
        return ServerProcess.start(
                        folder, environment, "--port", "0", "--data", data(name).toString())
                .untilReady();
    }

    /// What makes any server quick to notice, and lets it reach the simulated accounts.
    static Map<String, String> haste() {
        return Map.of(
                "MUSTER_PAGERDUTY_HOSTS",
                TestPagerDuty.hosts(),
                "MUSTER_PAGERDUTY_IDENTITY",
                TestPagerDuty.identity().toString(),
                "DBSCHEDULER_HEARTBEATINTERVAL",
                HEARTBEAT.toMillis() + "ms",
                "DBSCHEDULER_POLLINGINTERVAL",
                "500ms");
    }

    /// What the server of that data folder has logged, stack traces too.
    String log(String name) {
        try {
            return Files.readString(data(name).resolve("logs").resolve("muster.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A tenant's integration with its first revision.
    SyncedIntegration integration(ServerProcess server, PagerDutySimulator pagerDuty) {
        TestTenant tenant = onlooker.tenant();
        return SyncedIntegration.added(tenant, tenant.api(), () -> database, server, pagerDuty);
    }

    DatabaseAddress database() {
        return database;
    }

    private Path data(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        onlooker.close();
        if (pool != null) {
            pool.close();
        }
    }
}
