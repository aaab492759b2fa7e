package dev.muster.kit.client;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.transport.RateHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps a run within its share of one rate limit, by what the headers of the answers say. Many threads may use it.
///
/// The service counts requests per window and tells how many remain and when the window ends. Below the reserve
/// nothing is sent until then. Before the first answer nothing is known, so one request alone is sent to find out.
/// Answers that tell nothing hold nothing back.
final class Pacing {
    private static final long UNKNOWN = -1;
    /// The end of a window is told in whole seconds, and answers take their time.
    private static final Duration SAME_WINDOW = Duration.ofSeconds(2);

    private final double share;
    private final InstantSource clock;
    private final RateHeaders headers;

    private long limit = UNKNOWN;
    private long room = Long.MAX_VALUE;
    private long underWay;
    private long ended;
    private boolean answered;
    private Instant renewal = Instant.EPOCH;
    private Instant heldUntil = Instant.EPOCH;
    private long window;

    /// @param headers those that tell how much room is left
    Pacing(double share, InstantSource clock, RateHeaders headers) {
        this.share = share;
        this.headers = headers;
        this.clock = clock;
    }

    /// Whether a request may be sent now.
    sealed interface Turn {
        /// It may, and counts as sent.
        record Go() implements Turn {}

        /// Not before this much time has passed; then [Pacing#renew] that window and ask again.
        record Wait(Duration time, long window) implements Turn {}

        /// Not before one of the requests under way has ended; [Pacing#listen] for that and ask again.
        record Listen(long ended) implements Turn {}
    }

    synchronized Turn take() {
        if (!answered && underWay > 0) {
            return new Turn.Listen(ended);
        }
        if (room <= 0) {
            return outOfRoom();
        }
        room--;
        underWay++;
        return new Turn.Go();
    }

    private Turn outOfRoom() {
        Duration time = Duration.between(clock.instant(), renewal);
        if (time.isPositive()) {
            return new Turn.Wait(time, window);
        }
        return underWay > 0 ? new Turn.Listen(ended) : new Turn.Wait(Duration.ofMillis(1), window);
    }

    /// Returns once a request has ended that had not when the turn was given.
    synchronized void listen(Turn.Listen turn) throws InterruptedException {
        while (ended == turn.ended()) {
            wait();
        }
    }

    /// The wait for this window is over. Threads that waited for the same window renew it once. Requests under way
    /// may count in the new window, so they are taken off.
    synchronized void renew(long waitedFor) {
        if (window == waitedFor) {
            window++;
            long share = limit == UNKNOWN ? Long.MAX_VALUE : limit - reserve(limit) - underWay;
            room = underWay == 0 ? Math.max(1, share) : share;
        }
    }

    /// A request came to its end without an answer.
    synchronized void unanswered() {
        end();
    }

    /// A request was answered; its headers say how much room is left.
    synchronized void answered(Answer answer) {
        answered = true;
        end();
        var told = answer.number(headers.limit());
        var remaining = answer.number(headers.remaining());
        var reset = answer.number(headers.reset());
        if (told.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
            return;
        }
        learn(told.get(), remaining.get(), Duration.ofSeconds(reset.get()));
    }

    /// The service asks for a wait.
    synchronized void hold(Duration time) {
        room = 0;
        renewal = clock.instant().plus(time);
        heldUntil = renewal;
        window++;
    }

    private void end() {
        underWay--;
        ended++;
        notifyAll();
    }

    /// Answers may overtake each other, so within a window only the smallest room counts, and none ends a wait that
    /// the service asked for.
    private void learn(long told, long remaining, Duration reset) {
        limit = told;
        Instant ends = clock.instant().plus(reset);
        if (clock.instant().isBefore(heldUntil)) {
            return;
        }
        long left = remaining - reserve(told) - underWay;
        boolean sameWindow = Duration.between(renewal, ends).abs().compareTo(SAME_WINDOW) <= 0;
        room = sameWindow ? Math.min(room, left) : left;
        renewal = ends;
        window += sameWindow ? 0 : 1;
    }

    private long reserve(long of) {
        return (long) Math.ceil(of * (1 - share));
    }
}
