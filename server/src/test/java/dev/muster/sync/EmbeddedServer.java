package dev.muster.sync;

import static dev.muster.Eventually.eventually;

import dev.muster.ApiClient;
import dev.muster.DatabaseAddress;
import dev.muster.Onlooker;
import dev.muster.ServerProcess;
import dev.muster.TestTenant;
import dev.muster.database.UsedData;
import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// One server with the PostgreSQL it brings along, as on a laptop: both can be ended in any way and started again.
final class EmbeddedServer implements AutoCloseable {
    private static final int LINE_OF_PORT = 3;

    private final Path folder;
    private final Path data;
    private final TestTenant tenant;
    private final ApiClient api;
    private ServerProcess process;

    /// Starts one on `data`, which is not there yet.
    ///
    /// @param folder for what it prints
    EmbeddedServer(Path folder, Path data) throws IOException {
        this.folder = folder;
        this.data = data;
        UsedData.into(data);
        this.process = started();
        Path keyFile = data.resolve("secrets/master-key.json");
        try (Onlooker onlooker = Onlooker.on(database(), folder.resolve("onlooker"), keyFile)) {
            tenant = onlooker.tenant();
            api = tenant.api();
        }
    }

    ServerProcess process() {
        return process;
    }

    void startAgain() throws IOException {
        process = started();
    }

    private ServerProcess started() throws IOException {
        return ServerProcess.start(folder, Servers.haste(), "--port", "0", "--data", data.toString())
                .untilReady();
    }

    /// An integration with its first revision; all share one tenant. When PostgreSQL died just before, calls may be
    /// answered with 503 for a moment longer than runs go on again.
    SyncedIntegration integration(PagerDutySimulator pagerDuty) {
        eventually(() -> api.at(process.url()).get("/integrations").status(), status -> status == 200);
        return SyncedIntegration.added(tenant, api, this::database, process, pagerDuty);
    }

    /// Kills PostgreSQL as the kernel does when memory runs out. Its sessions may outlive it by a moment.
    void killPostgres() {
        DatabaseAddress killed = database();
        ProcessHandle postgres =
                ProcessHandle.of(Long.parseLong(note().getFirst().strip())).orElseThrow();
        postgres.destroyForcibly();
        postgres.onExit().join();
        killed.endIdleConnections();
    }

    boolean databaseAnswers() {
        try (Connection connection = database().dataSource().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException | UncheckedIOException starting) {
            return false;
        }
    }

    /// Processes of this server's PostgreSQL.
    List<ProcessHandle> postgres() {
        String itsFolder = data.resolve("database").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(itsFolder))
                .toList();
    }

    /// Where PostgreSQL listens until the server stops.
    private DatabaseAddress database() {
        try {
            String password = Files.readString(data.resolve("secrets/postgres-password"));
            String url = "jdbc:postgresql://127.0.0.1:%s/muster"
                    .formatted(note().get(LINE_OF_PORT).strip());
            return new DatabaseAddress(url, "muster", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> note() {
        try {
            return Files.readAllLines(data.resolve("database/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not run in " + data, e);
        }
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
