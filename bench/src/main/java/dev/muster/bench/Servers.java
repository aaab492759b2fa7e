package dev.muster.bench;

/// Two servers of one database, one of which is killed. Safe for many threads.
final class Servers {
    private final String victim;
    private final String survivor;
    private final MusterProcess process;
    private volatile boolean killed;
    private volatile boolean closing;

    /// @param victim  where the server is that will be killed
    /// @param process its process
    Servers(String victim, MusterProcess process, String survivor) {
        this.victim = victim;
        this.process = process;
        this.survivor = survivor;
    }

    /// Half of the users begin here, half there.
    String of(int user) {
        return user % 2 == 0 && !killed ? victim : survivor;
    }

    String survivor() {
        return survivor;
    }

    boolean wasKilled(String server) {
        return killed && server.equals(victim);
    }

    /// As by `kill -9`: nothing it had begun is finished.
    void killOne() throws InterruptedException {
        killed = true;
        process.kill();
    }

    void close() {
        closing = true;
    }

    boolean areClosing() {
        return closing;
    }
}
