package dev.muster.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The time between the making of a cluster and the moment when all of it is on the disk, which takes as long as the
/// making: meanwhile PostgreSQL starts. A file beside the cluster says that it is not over. A start that finds that
/// file after a power cut makes the cluster anew; nothing is lost, because nobody is let in before that file is gone.
/// Whoever fills a database before they let anybody in puts the sign up again.
final class Unsynced {
    private final Path cluster;
    private final Path sign;
    private CompletableFuture<Void> synced = CompletableFuture.completedFuture(null);

    private Unsynced(Path cluster) {
        this.cluster = cluster;
        this.sign = cluster.resolveSibling(cluster.getFileName() + ".unsynced");
    }

    static Unsynced of(Path cluster) {
        return new Unsynced(cluster);
    }

    /// Whether a former start got no further.
    boolean isLeftBehind() {
        return Files.exists(sign);
    }

    /// Puts up the sign, which is on the disk before the cluster has its name.
    void begin() throws IOException {
        try (FileChannel file = FileChannel.open(sign, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Folders.force(Objects.requireNonNull(sign.getParent()));
    }

    /// Has the cluster written to the disk by PostgreSQL's own program, beside whatever the caller does next.
    void sync(PostgresPrograms programs, RunAs runAs) {
        Path folder = Objects.requireNonNull(cluster.getParent());
        var command = List.of(programs.initdb().toString(), "--sync-only", cluster.toString());
        synced = new CompletableFuture<>();
        Thread.ofPlatform().name("database-sync").daemon().start(() -> {
            RunAs.Outcome outcome = RunAs.Outcome.of(runAs.command(folder, command));
            if (outcome.succeeded()) {
                synced.complete(null);
            } else {
                synced.completeExceptionally(CannotStart.notWritten(
                        cluster, new IOException(outcome.output().strip())));
            }
        });
    }

    /// Waits until all is on the disk, and takes the sign away.
    void await() {
        try {
            synced.join();
            if (Files.deleteIfExists(sign)) {
                Folders.force(Objects.requireNonNull(sign.getParent()));
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart said ? said : e;
        } catch (IOException e) {
            throw CannotStart.notWritten(sign, e);
        }
    }
}
