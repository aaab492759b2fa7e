package dev.muster.snapshot;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.host.Counts;
import dev.muster.host.FeedTally;
import dev.muster.host.Note;
import dev.muster.host.RowSink;
import dev.muster.host.Settled;
import dev.muster.snapshot.roll.Census;
import dev.muster.snapshot.roll.Membership;
import dev.muster.snapshot.roll.Numbering;
import dev.muster.snapshot.roll.Roll;
import dev.muster.snapshot.roll.Ties;
import dev.muster.snapshot.sheet.Sheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the rows of a reading: drops those that came before, notes the rest on the roll and shows it to the view.
final class RollSink implements RowSink {
    private final Description connector;
    private final Roll roll;
    private final View view;
    private final Sheet sheet;
    private final Ties ties;
    private final List<Rows> feeds = new ArrayList<>();
    private @Nullable String account;

    RollSink(Description connector, Roll roll, View view, Sheet sheet) {
        this.connector = connector;
        this.roll = roll;
        this.view = view;
        this.sheet = sheet;
        this.ties = new Ties(roll);
    }

    /// The account that was read, as its own record names it; none when it was not reached.
    @Nullable
    String account() {
        return account;
    }

    /// How much is known by now.
    Counts counts() {
        return Census.of(roll, ties);
    }

    /// Nothing more comes: tells each tally what became of the rows of its feed.
    void settle() {
        feeds.forEach(Rows::settle);
    }

    @Override
    public FeedRows open(Feed feed, FeedTally tally) {
        Rows rows = new Rows(tally);
        feeds.add(rows);
        return rows;
    }

    private final class Rows implements FeedRows {
        private final FeedTally tally;
        private final Numbering records = new Numbering();
        private final Set<String> types = new HashSet<>();
        /// How often grants and links referred to something before any listing showed it; zero where it is only
        /// named.
        private final Map<Key, Long> references = new HashMap<>();

        private long stored;
        private long duplicates;
        private long unknown;

        Rows(FeedTally tally) {
            this.tally = tally;
        }

        @Override
        public void record(String recordId, List<Row> rows) {
            List<Row> fresh = records.isNew(recordId) ? fresh(rows) : List.of();
            if (fresh.isEmpty()) {
                duplicates++;
                tally.note(Note.Kind.REJECTED, recordId, "It came before");
            } else {
                stored++;
                fresh.forEach(this::countUnknown);
                view.record(fresh, sheet);
            }
        }

        @Override
        public void page() {
            sheet.flush();
        }

        @Override
        public void close(FeedOutcome outcome, Set<Key> kept, Set<Key> unread) {
            switch (outcome) {
                case FeedOutcome.Complete complete -> {
                    types.forEach(roll.listings()::show);
                    types.forEach(roll.listings()::prove);
                }
                case FeedOutcome.Partial partial -> types.forEach(roll.listings()::show);
                case FeedOutcome.Incomplete incomplete -> {}
                case FeedOutcome.NotAvailable refused -> {}
                case FeedOutcome.SwitchedOff off -> {}
            }
            sheet.flush();
        }

        void settle() {
            long unresolved = references.entrySet().stream()
                    .filter(reference -> roll.isMissing(reference.getKey()))
                    .mapToLong(reference -> Math.max(1, reference.getValue()))
                    .sum();
            tally.settle(new Settled(stored, duplicates, unresolved, unknown, null));
        }

        /// The rows that nothing said before, now on the roll. A record whose own row came before is no news
        /// at all.
        private List<Row> fresh(List<Row> rows) {
            Row own = rows.getFirst();
            if (!isFresh(own)) {
                return List.of();
            }
            List<Row> fresh = new ArrayList<>(List.of(own));
            rows.stream()
                    .distinct()
                    .filter(row -> !row.equals(own) && isFresh(row))
                    .forEach(fresh::add);
            return fresh;
        }

        private boolean isFresh(Row row) {
            return switch (row) {
                case Row.Account person -> {
                    lists(person.key());
                    yield roll.list(person);
                }
                case Row.Resource resource -> {
                    lists(resource.key());
                    account = resource.key().type().equals(Membership.ACCOUNT) ? resource.name() : account;
                    yield roll.list(resource);
                }
                case Row.Grant grant ->
                    ties.isNew(grant, tally.feed().restless()) && refers(grant.account(), grant.resource());
                case Row.Link link -> ties.isNew(link) && refers(link.from(), link.to());
                case Row.Change change -> true;
                case Row.Mentioned named -> {
                    roll.name(named);
                    refers(named.key(), 0);
                    yield true;
                }
            };
        }

        private boolean refers(Key one, Key other) {
            refers(one, 1);
            refers(other, 1);
            return true;
        }

        private void refers(Key to, long times) {
            if (!roll.isListed(to)) {
                references.merge(to, times, Long::sum);
            }
        }

        private void lists(Key key) {
            if (types.add(key.type())) {
                roll.listings().begin(key.type());
            }
        }

        private void countUnknown(Row row) {
            if (row instanceof Row.Grant grant) {
                countUnknown(grant.resource().type(), grant.value());
            } else if (row instanceof Row.Link link && link.attributes().containsKey(Row.Link.LEVEL)) {
                countUnknown(link.to().type(), link.attributes().getOrDefault(Row.Link.LEVEL, ""));
            }
        }

        private void countUnknown(String type, String level) {
            if (connector.entitlement(type, level).isEmpty()) {
                unknown++;
                tally.note(Note.Kind.UNKNOWN, level, "Kept and shown as " + connector.title(type, level));
            }
        }
    }
}
