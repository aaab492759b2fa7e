package dev.muster.simulator.faults;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Query;
import dev.muster.simulator.http.Visit;
import java.io.IOException;

/// Answers a request as badly as a fault wants it.
public final class Misbehaviour {

    private Misbehaviour() {}

    /// Makes the true answer, for the query that was asked or another.
    @FunctionalInterface
    public interface Reading {
        Answer of(Query query);
    }

    /// @param limit requests a minute that a 429 names
    public static void of(Visit visit, Fault fault, Reading truth, int limit) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Replacing replacing -> visit.answer(ReplacedAnswer.of(replacing, limit));
            case Fault.Altering altering -> visit.answer(altered(visit.query(), altering, truth));
            case Fault.Disturbing disturbing -> disturb(visit, disturbing, truth);
        }
    }

    private static Answer altered(Query asked, Fault.Altering fault, Reading reading) {
        var truth = reading.of(AlteredPage.readFor(fault, asked));
        return truth.status() == 200 ? new AlteredPage(truth, asked).with(fault) : truth;
    }

    private static void disturb(Visit visit, Fault.Disturbing fault, Reading truth)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Reset() -> visit.leaving(0).sendHalf(truth.of(visit.query()));
            case Fault.Hang(var gate) -> {
                visit.leaving(0);
                gate.hold();
            }
            case Fault.Stall(var gate) -> {
                gate.hold();
                visit.answer(truth.of(visit.query()));
            }
            case Fault.SlowDrip(var bytes, var pause) -> {
                var answer = truth.of(visit.query());
                visit.leaving(answer.status()).sendSlowly(answer, bytes, pause);
            }
            case Fault.HugePage(var bytes) -> {
                var answer = truth.of(visit.query());
                visit.leaving(answer.status()).sendPadded(answer, bytes);
            }
        }
    }
}
