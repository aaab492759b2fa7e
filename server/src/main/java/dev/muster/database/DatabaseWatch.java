package dev.muster.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows whether the database answers, without anybody having to wait for it: a thread of its own asks twice a second,
/// over a connection of its own. An outage is one line in the log when it begins and one when it ends.
///
/// Safe for many threads. Requests mark themselves with [#whileSomebodyWaits]: what they wait for is cut off when an
/// outage is certain, while a sync may still find its connection whole.
public final class DatabaseWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    /// For the log file: the console gets a line and no more.
    private static final Logger file = LoggerFactory.getLogger("postgres");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int PATIENCE_SECONDS = 2;
    private static final String AWAY =
            "The database cannot be reached ({}). Until it answers, pages and calls are answered with 503; nothing"
                    + " needs to be restarted";
    private static final String LOCKED_OUT =
            "The database does not let this server in any more ({}). Until it does, pages and calls are answered with"
                    + " 503. Undo what was changed there about this role, or restart this server: it sets the password"
                    + " of a role that Muster made, and takes that of any other from MUSTER_DATABASE_APP_PASSWORD";
    /// Connections that broke with the database may be noticed only when somebody uses them.
    private static final Duration AFTERMATH = Duration.ofSeconds(30);

    private final DatabaseLogin login;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private final Set<Connection> waitedFor = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable Set<Connection>> ofThisRequest = new ThreadLocal<>();
    private final CopyOnWriteArrayList<Runnable> afterLook = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean entryIsDoubtful;
    private volatile boolean away;
    private volatile long awaySince;
    private volatile long cameBack = System.nanoTime() - AFTERMATH.toNanos();
    private volatile long lastAnswer = System.nanoTime();
    private @Nullable Connection connection;

    private DatabaseWatch(DatabaseLogin login) {
        this.login = login;
        this.thread = Thread.ofPlatform().name("database-watch").daemon().unstarted(this::look);
    }

    static DatabaseWatch on(DatabaseLogin login) {
        var watch = new DatabaseWatch(login);
        watch.thread.start();
        return watch;
    }

    /// Whether the database is known not to answer.
    public boolean isAway() {
        return away;
    }

    /// Whether it does not answer, or is late with an answer that usually takes no time.
    boolean isDoubtful() {
        return away
                || System.nanoTime() - lastAnswer
                        > BETWEEN_LOOKS.multipliedBy(3).toNanos();
    }

    /// Whether an outage goes on, or ended so recently that its traces still turn up.
    boolean isAwayOrJustBack() {
        return away || System.nanoTime() - cameBack < AFTERMATH.toNanos();
    }

    /// Somebody met a broken connection: looks at once instead of in a moment.
    public void suspect() {
        wanted.release();
    }

    /// Somebody was not let in, which those who are inside do not notice: looks at once whether it could enter anew.
    void suspectEntry() {
        entryIsDoubtful = true;
        suspect();
    }

    /// Called by the watching thread after each look.
    void afterEachLook(Runnable listener) {
        afterLook.add(listener);
    }

    /// Work for which somebody holds the line: it rather fails within three seconds than waits for a database that
    /// does not answer.
    ///
    /// @param <E> what the work may throw
    /// @param <F> what else it may throw
    public <E extends Exception, F extends Exception> void whileSomebodyWaits(Work<E, F> work) throws E, F {
        Set<Connection> own = ConcurrentHashMap.newKeySet();
        ofThisRequest.set(own);
        try {
            work.run();
        } finally {
            ofThisRequest.remove();
            waitedFor.removeAll(own);
        }
    }

    /// What [#whileSomebodyWaits] does.
    @FunctionalInterface
    public interface Work<E extends Exception, F extends Exception> {
        void run() throws E, F;
    }

    /// A connection was lent to this thread.
    void lent(Connection used) {
        Set<Connection> own = ofThisRequest.get();
        if (own != null) {
            own.add(used);
            waitedFor.add(used);
        }
    }

    @Override
    public void close() {
        closed = true;
        wanted.release();
        thread.interrupt();
    }

    private void look() {
        try {
            while (!closed) {
                lookOnce();
                afterLook.forEach(Runnable::run);
                if (wanted.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException stopping) {
            log.debug("The database is watched no more", stopping);
        } finally {
            disconnect();
        }
    }

    /// A connection may break, and its server be well: only whoever cannot connect again has met an outage.
    private void lookOnce() {
        if (entryIsDoubtful) {
            entryIsDoubtful = false;
            disconnect();
        }
        boolean wasOpen = connection != null;
        try {
            ask();
            answered();
        } catch (SQLException broken) {
            disconnect();
            if (wasOpen && !Outage.isSilence(broken)) {
                lookOnce();
            } else if (!closed && !Outage.isOnlyFull(broken)) {
                failed(broken);
            }
        }
    }

    private void ask() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = login.connect(PATIENCE_SECONDS);
            connection = open;
        }
        try (Statement statement = open.createStatement()) {
            statement.execute("select 1");
        }
        lastAnswer = System.nanoTime();
    }

    private void answered() {
        if (away) {
            cameBack = System.nanoTime();
            away = false;
            log.info("The database answers again, after {} s", Math.max(1, secondsAway()));
        }
    }

    private void failed(SQLException broken) {
        if (away) {
            return;
        }
        awaySince = System.nanoTime();
        away = true;
        log.warn(Outage.isRefusal(broken) ? LOCKED_OUT : AWAY, reason(broken));
        file.info("What was met when the database could not be reached", broken);
        waitedFor.forEach(DatabaseWatch::cutOff);
    }

    private static void cutOff(Connection used) {
        try {
            used.abort(Runnable::run);
        } catch (SQLException closedMeanwhile) {
            log.debug("A connection to cut off was closed already", closedMeanwhile);
        }
    }

    private long secondsAway() {
        return Duration.ofNanos(System.nanoTime() - awaySince).toSeconds();
    }

    private static String reason(SQLException broken) {
        return broken instanceof SQLTimeoutException || Outage.isSilence(broken)
                ? "no answer within %d s".formatted(PATIENCE_SECONDS)
                : Outage.reason(broken);
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            cutOff(open);
        }
    }
}
