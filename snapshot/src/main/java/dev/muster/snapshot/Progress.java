package dev.muster.snapshot;

import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.FeedTally;
import dev.muster.snapshot.sheet.Words;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// One line on a terminal that is drawn again ten times a second, and gone at the end.
final class Progress implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int BAR = 20;
    private static final String ERASE = "\r\u001B[K";

    private final PrintStream err;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Instant startedAt;
    private final Thread artist;
    private volatile List<FeedTally> feeds = List.of();
    private String drawn = "";
    private boolean over;

    /// Draws nothing before it is told [#of] what, and nothing at all where no terminal shows it.
    Progress(PrintStream err, Terminal terminal, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.artist = Thread.ofPlatform().daemon().name("progress").unstarted(this::drawAgainAndAgain);
    }

    /// Draws these from now on.
    void of(List<FeedTally> feeds) {
        this.feeds = feeds;
        if (terminal.err()) {
            artist.start();
        }
    }

    /// Makes room for rows on the same terminal; the next drawing comes below them.
    synchronized void erase() {
        if (!drawn.isEmpty()) {
            err.print(ERASE);
            err.flush();
            drawn = "";
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        artist.interrupt();
        erase();
    }

    private void drawAgainAndAgain() {
        try {
            while (draw()) {
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        String line = line(feeds, Duration.between(startedAt, clock.instant()), terminal.width());
        if (!over && !line.equals(drawn)) {
            err.print(ERASE + line);
            err.flush();
            drawn = line;
        }
        return !over;
    }

    /// `[#####...............] Team members 1,830  54 requests  3.1 s`, never longer than the terminal is
    /// wide.
    static String line(List<FeedTally> feeds, Duration time, int width) {
        FeedTally current = feeds.stream()
                .filter(feed -> feed.certificate().state() == State.READING)
                .findFirst()
                .orElse(null);
        long requests =
                feeds.stream().mapToLong(feed -> feed.certificate().requests()).sum();
        int full = current == null ? 0 : (int) (current.share() * BAR);
        String line = "[%s%s] %s  %s  %d s"
                .formatted(
                        "#".repeat(full),
                        ".".repeat(BAR - full),
                        current == null ? "Starting" : sentence(current),
                        Words.count(requests, "requests"),
                        time.toSeconds());
        return line.length() < width ? line : line.substring(0, width - 1);
    }

    /// `Users 1,200 of 2,000`, `Team members 1,830`
    private static String sentence(FeedTally feed) {
        FeedCertificate read = feed.certificate();
        String so = "%s %s".formatted(feed.feed().title(), Words.count(read.fetched()));
        return read.total() == null ? so : so + " of " + Words.count(read.total());
    }
}
