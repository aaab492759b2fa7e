package dev.muster.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server that `postmaster.pid` speaks of: one that the last start left behind, or only its note.
///
/// PostgreSQL refuses to start while any process has the noted number, even a stranger that got it later or a zombie
/// nobody buries, as in a container. We hold the lock of the data folder, so a PostgreSQL that runs from it is an
/// orphan.
final class FormerServer {
    private static final Logger log = LoggerFactory.getLogger(FormerServer.class);
    private static final Duration ORPHAN_MAY_TAKE = Duration.ofSeconds(60);
    private static final Duration ZOMBIE_MAY_TAKE = Duration.ofSeconds(2);

    private final PostgresCluster cluster;
    private final Path note;

    FormerServer(PostgresCluster cluster) {
        this.cluster = cluster;
        this.note = cluster.folder().resolve("postmaster.pid");
    }

    /// Stops an orphan, waits until it is gone, and removes a note that no living server of ours stands behind.
    void clear() throws IOException {
        Optional<ProcessHandle> noted = noted();
        if (noted.isPresent() && isOurs(noted.get())) {
            log.info(
                    "Stopping PostgreSQL (process {}), which an earlier start left behind",
                    noted.get().pid());
            Signals.interrupt(noted.get().pid());
            awaitEnd(noted.get());
        } else if (noted.isPresent() && isZombie(noted.get())) {
            Waiting.until(ZOMBIE_MAY_TAKE, () -> !noted.get().isAlive());
        }
        Files.deleteIfExists(note);
    }

    private void awaitEnd(ProcessHandle orphan) {
        if (!Waiting.until(ORPHAN_MAY_TAKE, () -> !isOurs(orphan))) {
            throw new CannotStart(
                    "A PostgreSQL (process %d) still runs on %s and does not stop."
                            .formatted(orphan.pid(), cluster.folder()),
                    "End that process with kill -QUIT %d, then start again.".formatted(orphan.pid()));
        }
    }

    private Optional<ProcessHandle> noted() throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    }

    private boolean isOurs(ProcessHandle process) {
        String program = cluster.programs().folder().getParent() + "/postgres-";
        return process.isAlive()
                && !isZombie(process)
                && process.info().command().filter(it -> it.startsWith(program)).isPresent();
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return status.startsWith("Z", status.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // gone by now, or a system without /proc, where init buries the dead
        }
    }
}
