package dev.muster.database;

/// The signals Java has no word for.
final class Signals {
    private Signals() {}

    /// SIGINT: PostgreSQL's fast shutdown, which ends sessions and writes everything down. (SIGTERM, all that
    /// [Process#destroy()] can send, waits for clients to leave by themselves.)
    static void interrupt(long process) {
        RunAs.Outcome sent = RunAs.Outcome.of(new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", "" + process));
        if (!sent.succeeded() && ProcessHandle.of(process).isPresent()) {
            throw new IllegalStateException(
                    "Process %d could not be interrupted: %s".formatted(process, sent.output()));
        }
    }
}
