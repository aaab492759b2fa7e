package dev.muster.host;

import dev.muster.connector.Feed;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a feed, or some of it, was not read.
public sealed interface FeedReason extends Reason {

    /// The same without what to do, for those who have advice of their own.
    default String happened() {
        return sentence();
    }

    /// What went wrong; none when nothing did.
    default @Nullable Problem problem() {
        return null;
    }

    /// The kind of what went wrong; none when nothing did.
    default @Nullable Cause cause() {
        Problem problem = problem();
        return problem == null ? null : problem.cause();
    }

    /// What is lacking of a feed that was read but for some parts.
    default Lacking lacking() {
        return Lacking.NOTHING;
    }

    /// It was read to its end, nobody asked for it, or it is not over yet.
    record None() implements FeedReason {
        @Override
        public String sentence() {
            return "";
        }
    }

    /// It was not read to its end.
    record Broken(Problem problem) implements FeedReason {
        @Override
        public String sentence() {
            return problem.message();
        }

        @Override
        public String happened() {
            return problem.what();
        }
    }

    /// It was read but for some parts.
    ///
    /// @param unread how many
    /// @param name   of the only one, or of the first of several
    /// @param by     what the parts are, and how to speak of them
    /// @param worst  why: a problem that may pass by itself before others, because it decides what becomes of the
    ///               run
    record PartsUnread(long unread, String name, Feed.Parts by, Problem worst) implements FeedReason {
        @Override
        public String sentence() {
            return "All but %s; %s".formatted(what(), worst.message());
        }

        @Override
        public String happened() {
            return "All but %s; %s".formatted(what(), worst.what());
        }

        @Override
        public Problem problem() {
            return worst;
        }

        @Override
        public Lacking lacking() {
            return new Lacking(unread, what(), why());
        }

        private String what() {
            return unread == 1
                    ? by.one().formatted(name)
                    : by.many().formatted(String.format(Locale.ENGLISH, "%,d", unread));
        }

        private String why() {
            return switch (worst.cause()) {
                case NOT_PERMITTED, NOT_IN_PLAN, NOT_SHOWN ->
                    by.refused() + (worst.status() == null ? "" : " " + status());
                default -> worst.cause().mayPass() && worst.status() != null ? status() : worst.what();
            };
        }

        private String status() {
            return "(%d)".formatted(worst.status());
        }
    }

    /// Refused by plan or scope.
    ///
    /// @param why `not part of this PagerDuty plan`
    record NotAvailable(String why) implements FeedReason {
        @Override
        public String sentence() {
            return why;
        }
    }

    /// The reading ended before its turn, and nobody said why.
    record NotReached() implements FeedReason {
        @Override
        public String sentence() {
            return "The run ended before it was read. Sync again to read it";
        }

        @Override
        public String happened() {
            return "The reading ended before it was read";
        }
    }

    /// Told in words by a version that kept no facts.
    ///
    /// @param cause of what went wrong; none when nothing did
    /// @param parts how many were unread
    /// @param what  those parts in words; empty without any
    /// @param why   and why
    record Told(String sentence, @Nullable Cause cause, long parts, String what, String why) implements FeedReason {
        @Override
        public Lacking lacking() {
            return new Lacking(parts, what, why);
        }
    }
}
