package dev.muster.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL as a part of this server: started with it, watched by it, stopped with it.
///
/// One thread starts PostgreSQL, waits for its end and, if nobody asked for that end, starts it again on the same port
/// so that connection pools find it. The thread lives as long as PostgreSQL is wanted: the kernel ends PostgreSQL when
/// that thread ends. Safe for many threads.
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    /// For the log file: whoever sits at the console learns of an end from [DatabaseWatch].
    private static final Logger file = LoggerFactory.getLogger("postgres");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(1);
    /// After a crash the last processes of the former server may hold its memory for another moment.
    private static final int FIRST_STARTS = 4;

    private final PostgresCluster cluster;
    private final List<String> settings;
    private final PostgresLog output;
    private final int port;
    private final CompletableFuture<Void> firstAnswer = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread keeper;
    private volatile @Nullable PostgresProcess running;
    private int starts;

    private EmbeddedPostgres(PostgresCluster cluster, List<String> settings, PostgresLog output) {
        this.cluster = cluster;
        this.settings = settings;
        this.output = output;
        this.port = freePort();
        this.keeper = Thread.ofPlatform().name("postgres").daemon().unstarted(this::keepRunning);
    }

    /// Starts PostgreSQL on this data folder and waits until it answers.
    static EmbeddedPostgres start(DataFolder data, PostgresArchive archive) {
        return start(data, archive, PostgresProcess.SETTINGS);
    }

    /// As [#start(DataFolder, PostgresArchive)], for data that need not last: `settings` may give up durability.
    static EmbeddedPostgres start(DataFolder data, PostgresArchive archive, List<String> settings) {
        return start(data, PostgresPrograms.unpacked(archive, data.path()), settings, data.logs());
    }

    /// As [#start(DataFolder, PostgresArchive)], by programs that are unpacked already.
    ///
    /// @param logs takes what PostgreSQL says
    static EmbeddedPostgres start(DataFolder data, PostgresPrograms programs, List<String> settings, Path logs) {
        PostgresCluster cluster = PostgresCluster.in(data, programs, RunAs.whoCanRun(programs));
        var postgres = new EmbeddedPostgres(cluster, settings, PostgresLog.in(logs));
        postgres.keeper.start();
        try {
            postgres.firstAnswer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart said ? said : e;
        }
        postgres.awaitSynced();
        return postgres;
    }

    /// The owner's way into one of its databases.
    DatabaseLogin owner(String database) {
        String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        return new DatabaseLogin(url, PostgresCluster.OWNER, cluster.password());
    }

    /// The process now running, for those who want to see it die.
    long pid() {
        PostgresProcess process = running;
        return process == null ? -1 : process.pid();
    }

    /// Stops PostgreSQL: sessions end, everything is written down.
    @Override
    public void close() {
        stopping.countDown();
        PostgresProcess process = running;
        if (process != null) {
            process.stop();
        }
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody has used it yet, so that nothing is lost when it cannot be kept.
    private void awaitSynced() {
        try {
            cluster.awaitSynced();
        } catch (CannotStart e) {
            close();
            throw e;
        }
    }

    private void keepRunning() {
        try {
            Duration pause = FIRST_PAUSE;
            while (true) {
                Duration lived = runOnce();
                pause = lived.compareTo(CALM) > 0 ? FIRST_PAUSE : pause;
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = longer(pause);
            }
        } catch (InterruptedException | IOException | TimeoutException | RuntimeException e) {
            if (!firstAnswer.completeExceptionally(e)) {
                log.error("The embedded PostgreSQL is gone and cannot be started again. Restart Muster", e);
            }
        }
    }

    private Duration runOnce() throws IOException, InterruptedException, TimeoutException {
        long began = System.nanoTime();
        new FormerServer(cluster).clear();
        output.startAfresh();
        starts++;
        PostgresProcess process = PostgresProcess.start(cluster, settings, port, output.file());
        running = process;
        if (isWanted() && process.isReady(owner("postgres"))) {
            Logger told = starts == 1 ? log : file;
            told.info("PostgreSQL runs on port {} (process {})", port, process.pid());
            firstAnswer.complete(null);
        }
        if (!isWanted()) {
            process.stop();
        }
        int exitCode = process.awaitEnd();
        Duration lived = Duration.ofNanos(System.nanoTime() - began);
        if (isWanted()) {
            noticeEnd(exitCode);
        }
        return lived;
    }

    private boolean isWanted() {
        return stopping.getCount() > 0;
    }

    private void noticeEnd(int exitCode) {
        if (!firstAnswer.isDone() && starts >= FIRST_STARTS) {
            throw output.whyItDidNotStart();
        }
        file.warn(
                "PostgreSQL ended by itself (exit code {}) and is started again. It said: {}", exitCode, output.last());
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1 for the embedded PostgreSQL", e);
        }
    }
}
