package dev.muster.host;

import java.util.Locale;

/// Why a run ended as it did.
public sealed interface RunReason extends Reason {

    /// The part of an integration's message that says so.
    default String message() {
        return sentence();
    }

    /// Everything that was asked for was read.
    record None() implements RunReason {
        @Override
        public String sentence() {
            return "";
        }
    }

    /// A feed was not read to its end, or but for some parts that may be read the next time.
    ///
    /// @param title of the feed
    record FeedLacking(String title, FeedReason why) implements RunReason {
        @Override
        public String sentence() {
            return lacksParts()
                    ? why.lacking().trouble()
                    : "%s could not be read to the end: %s".formatted(title, why.sentence());
        }

        /// Whether all of it was read but some parts.
        public boolean lacksParts() {
            return !why.lacking().what().isEmpty();
        }
    }

    /// Nothing at all was read, because of one feed.
    record NothingRead(FeedReason why) implements RunReason {
        @Override
        public String sentence() {
            return why.lacking().what().isEmpty()
                    ? why.sentence()
                    : why.lacking().trouble();
        }
    }

    /// Every feed was read, but what asking again does not bring.
    record AllBut(Exceptions exceptions) implements RunReason {
        @Override
        public String sentence() {
            return exceptions.reach();
        }

        /// What follows `Data available`.
        @Override
        public String message() {
            return exceptions.message();
        }
    }

    /// @param application its name
    record NoAccounts(String application) implements RunReason {
        @Override
        public String sentence() {
            return "%s showed no user at all, which cannot be. Check the credential under Configure"
                    .formatted(application);
        }
    }

    /// The guard stopped publication.
    sealed interface Held extends RunReason {
        /// What was seen, without the next step.
        String objection();

        @Override
        default String sentence() {
            return objection() + ". Review the change and release or discard it";
        }
    }

    /// @param what `users`, `team grants`
    record WouldDisappear(long closing, long of, String what) implements Held {
        @Override
        public String objection() {
            return String.format(Locale.ENGLISH, "%,d of %,d %s would disappear", closing, of, what);
        }
    }

    /// @param credential its kind
    record SeesLess(String credential) implements Held {
        @Override
        public String objection() {
            return "The credential sees less than the one before (%s)".formatted(credential);
        }
    }

    /// Many parts of a feed that could be read before are refused now.
    ///
    /// @param lost how many of them
    /// @param of   how many parts there are
    record SeesLessOf(long lost, long of, FeedReason.PartsUnread unread) implements Held {
        @Override
        public String objection() {
            String what = unread.by().many().formatted(String.format(Locale.ENGLISH, "%,d of %,d", lost, of));
            return "The credential sees less than before: %s cannot be read any more, %s"
                    .formatted(what, unread.lacking().why());
        }
    }

    /// Some of what somebody brought cannot be stored, and nobody has said yet that the rest may be published.
    record RowsRejected(long rejected, long read) implements Held {
        @Override
        public String objection() {
            return String.format(Locale.ENGLISH, "%,d of %,d rows are rejected", rejected, read);
        }
    }

    /// Whoever brought it wants to see what it changes before it is published.
    ///
    /// @param what `payroll.csv`
    record LookFirst(String what) implements Held {
        @Override
        public String objection() {
            return "%s is read and not published yet".formatted(what);
        }
    }

    /// A run waits for a decision, and a later one failed.
    record FailedSince(RunReason held, int run, RunReason failed) implements RunReason {
        @Override
        public String sentence() {
            return "%s. Run %d failed since: %s".formatted(held.sentence(), run, failed.sentence());
        }
    }

    /// @param first whether nothing was ever published
    record StoppedBy(String name, boolean first) implements RunReason {
        @Override
        public String sentence() {
            return "Stopped by " + name;
        }

        @Override
        public String message() {
            return first ? sentence() + ". Sync again to read the first data" : sentence();
        }
    }

    /// It is read again without anybody's doing.
    record ServerStopped() implements RunReason {
        @Override
        public String sentence() {
            return "The server was stopped while it read. A server that is up reads again";
        }
    }

    /// @param by number of the run that read again
    record LeftBehind(int by) implements RunReason {
        @Override
        public String sentence() {
            return "The server that read it, or its PostgreSQL, stopped before the end. Run %d read again"
                    .formatted(by);
        }
    }

    /// @param by number of the run that saw what this one saw, and more
    record Replaced(int by) implements RunReason {
        @Override
        public String sentence() {
            return "Replaced by run %d before anybody decided".formatted(by);
        }
    }

    /// @param run its number
    record Discarded(int run, String by) implements RunReason {
        @Override
        public String sentence() {
            return "Discarded by " + by;
        }

        @Override
        public String message() {
            return "Run %d was discarded by %s. Check the credential under Configure, then sync again"
                    .formatted(run, by);
        }
    }

    /// The saved credential cannot be opened.
    record CredentialSealed() implements RunReason {
        @Override
        public String sentence() {
            return "The saved credential cannot be opened with this server's master key. Put the key back or replace the credential under Configure";
        }
    }

    /// The integration was deleted and brought back. No run ended for this.
    record Restored() implements RunReason {
        @Override
        public String sentence() {
            return "It was deleted and restored, and its credential is gone. Enter one under Configure";
        }
    }

    /// What was read is gone again, or was never all there.
    ///
    /// @param came  records that were fetched or kept
    /// @param found records that are accounted for
    /// @param kept  whether some of them were not read but remembered
    record RowsMissing(String feed, int run, long came, long found, boolean kept) implements RunReason {
        @Override
        public String sentence() {
            return "%s. %s"
                    .formatted(
                            happened(),
                            kept
                                    ? "The next run reads everything again; sync again"
                                    : "PostgreSQL was restarted while the run read; sync again");
        }

        /// Without what to do.
        public String happened() {
            return String.format(
                    Locale.ENGLISH,
                    "Feed %s of run %d fetched %s%,d %s but %,d %s accounted for; nothing was published",
                    feed,
                    run,
                    kept ? "or kept " : "",
                    came,
                    came == 1 ? "record" : "records",
                    found,
                    found == 1 ? "is" : "are");
        }
    }

    /// @param full whether its disk is
    record NotStored(boolean full) implements RunReason {
        @Override
        public String sentence() {
            return full
                    ? "The disk of PostgreSQL is full, so what was read could not be stored. Free some space, then sync again"
                    : "PostgreSQL could not store what was read. Check its disk space and its log, then sync again";
        }
    }

    /// A fault of Muster's own, whose message may hold anything.
    ///
    /// @param fault the simple name of its class
    record Fault(String fault) implements RunReason {
        @Override
        public String sentence() {
            return "Muster failed while it read (%s). Its log has the details; sync again".formatted(fault);
        }
    }

    /// Told in words by a version that kept no facts.
    record Told(String sentence) implements RunReason {}
}
