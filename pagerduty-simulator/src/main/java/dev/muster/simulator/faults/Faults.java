package dev.muster.simulator.faults;

import dev.muster.simulator.http.PathPattern;
import dev.muster.simulator.http.Query;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What goes wrong, by path and request number: `faults.on("/teams/{id}/members").nth(3).answer(new
/// Fault.Status(503))`.
///
/// A script counts the requests that fit its path from the moment it is written. Of the API only requests with a known
/// key, the method GET and within the rate limit count; of the identity host every `POST /oauth/token`. When several
/// scripts fit, all of them count and the oldest answers.
/// Safe for many threads.
public final class Faults {

    /// The requests a script is for.
    ///
    /// @param query what theirs holds among others
    private record Aim(PathPattern path, Query query) {
        /// @param text `/users`, `/users?offset=100`
        static Aim at(String text) {
            int mark = text.indexOf('?');
            return mark < 0
                    ? new Aim(PathPattern.of(text), Query.of(null))
                    : new Aim(PathPattern.of(text.substring(0, mark)), Query.of(text.substring(mark + 1)));
        }

        boolean fits(String requested, Query asked) {
            return path.match(requested).isPresent() && asked.holds(query);
        }
    }

    private record Script(Aim aim, int first, int last, AtomicInteger seen, Fault fault) {
        boolean isDue(String requested, Query asked) {
            if (!aim.fits(requested, asked)) {
                return false;
            }
            int number = seen.incrementAndGet();
            return number >= first && number <= last;
        }
    }

    private final List<Script> scripts = new CopyOnWriteArrayList<>();

    public Faults() {}

    /// @param path `/teams/{id}/members` for any team, `/teams/PABC123/members` for one; `/users?offset=100` for
    ///             requests whose query says that among others: pages come in another order than requests
    public On on(String path) {
        return new On(Aim.at(path));
    }

    /// Ends all scripts and lets go whatever waits at a gate.
    public void clear() {
        scripts.forEach(script -> release(script.fault()));
        scripts.clear();
    }

    public Optional<Fault> next(String path, Query query) {
        Optional<Fault> due = Optional.empty();
        for (var script : scripts) {
            boolean isDue = script.isDue(path, query);
            if (isDue && due.isEmpty()) {
                due = Optional.of(script.fault());
            }
        }
        return due;
    }

    private static void release(Fault fault) {
        switch (fault) {
            case Fault.Stall(var gate) -> gate.release();
            case Fault.Hang(var gate) -> gate.release();
            case Fault.Replacing replacing -> {}
            case Fault.Altering altering -> {}
            case Fault.Disturbing disturbing -> {}
        }
    }

    /// Requests to a path.
    public final class On {
        private final Aim aim;

        private On(Aim aim) {
            this.aim = aim;
        }

        /// @param number counted from 1
        public When nth(int number) {
            return between(number, number);
        }

        /// @param number counted from 1
        public When from(int number) {
            return between(number, Integer.MAX_VALUE);
        }

        public When every() {
            return from(1);
        }

        /// @param first counted from 1
        /// @param last  included
        public When between(int first, int last) {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException(
                        "Requests are counted from 1 and end where they began or later, not %d to %d"
                                .formatted(first, last));
            }
            return new When(aim, first, last);
        }
    }

    /// Some of the requests to a path.
    public final class When {
        private final Aim aim;
        private final int first;
        private final int last;

        private When(Aim aim, int first, int last) {
            this.aim = aim;
            this.first = first;
            this.last = last;
        }

        /// @return the faults, to script more
        public Faults answer(Fault fault) {
            scripts.add(new Script(aim, first, last, new AtomicInteger(), fault));
            return Faults.this;
        }
    }
}
