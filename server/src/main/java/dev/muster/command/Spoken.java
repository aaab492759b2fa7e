package dev.muster.command;

import dev.muster.backup.NotDone;
import dev.muster.backup.Progress;
import dev.muster.backup.Summary;
import dev.muster.database.CannotStart;
import java.sql.SQLException;
import java.time.Duration;

/// What a command of the operator says while it works, when it has ended, and when it was refused.
final class Spoken implements Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    private static final int MEGABYTE = 1_000_000;

    private long lastLine = System.nanoTime();

    /// Work on the database.
    @FunctionalInterface
    interface Work {
        void run(Spoken spoken) throws SQLException;
    }

    /// @return the exit code: 0 when the work was done, 1 when it was refused and the reason told
    static int exitCode(Work work) {
        // What goes wrong is told here in words; a library's own remarks would bury them.
        System.setProperty("logback.configurationFile", "dev/muster/command/logback-command.xml");
        try {
            work.run(new Spoken());
            return 0;
        } catch (NotDone e) {
            return refused(e.happened(), e.remedy());
        } catch (CannotStart e) {
            return refused(e.happened(), e.remedy());
        } catch (SQLException e) {
            return refused(
                    "The database could not be used (%s).".formatted(e.getMessage()),
                    "See that it runs and that its owner is the one named.");
        } catch (RuntimeException e) {
            return refused(
                    "The command broke off (%s).".formatted(innermost(e)),
                    "See that the database runs and that the disk is not full, then run the command again.");
        }
    }

    @Override
    public void at(String what, long bytes) {
        if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
            System.err.printf("%s: %,d MB%n", what, bytes / MEGABYTE);
            lastLine = System.nanoTime();
        }
    }

    void say(String line) {
        System.out.println(line);
    }

    /// The line that closes a backup.
    void written(String what, Object file, Summary summary) {
        say("%s: %,d rows of %d tables in %s, %,d bytes, SHA-256 %s"
                .formatted(what, summary.rows(), summary.tables(), file, summary.bytes(), summary.sha256()));
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /// @return the exit code of what was refused
    static int refused(String happened, String remedy) {
        System.err.println(happened);
        System.err.println(remedy);
        return 1;
    }
}
