package dev.muster.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What came of the clicks of many people. Safe for many threads.
final class Clicks {
    private final List<Duration> answered = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int cutOff;

    synchronized void answered(Duration time) {
        answered.add(time);
    }

    /// Under way at the server that was killed.
    synchronized void cutOff() {
        cutOff++;
    }

    synchronized void error(String what) {
        errors.add(what);
    }

    synchronized int count() {
        return answered.size();
    }

    synchronized int cutOffCount() {
        return cutOff;
    }

    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /// The time within which so many of a hundred clicks were answered.
    synchronized Duration within(int percent) {
        if (answered.isEmpty()) {
            return Duration.ZERO;
        }
        List<Duration> sorted = new ArrayList<>(answered);
        Collections.sort(sorted);
        return sorted.get((int) ((sorted.size() - 1L) * percent / 100));
    }
}
