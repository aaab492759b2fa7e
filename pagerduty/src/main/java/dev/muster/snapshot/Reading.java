package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the connector puts what it reads: counts every record, drops those that came before, notes the rest
/// on the roll and shows it to the view.
final class Reading implements FeedSink {
    private final Description connector;
    private final Roll roll;
    private final View view;
    private final Sheet sheet;
    private final InstantSource clock;
    private final Instant startedAt;
    private final Map<String, FeedCount> counts = new LinkedHashMap<>();
    private final Map<String, BitSet> references = new LinkedHashMap<>();
    private @Nullable String account;

    /// @param wanted feeds that somebody asked for
    Reading(Description connector, Set<Feed> wanted, Roll roll, View view, Sheet sheet, InstantSource clock) {
        this.connector = connector;
        this.roll = roll;
        this.view = view;
        this.sheet = sheet;
        this.clock = clock;
        this.startedAt = clock.instant();
        for (Feed feed : connector.feeds()) {
            counts.put(feed.id(), new FeedCount(feed, wanted.contains(feed)));
            references.put(feed.id(), new BitSet());
        }
    }

    /// One for each feed, in the order they are read.
    List<FeedCount> counts() {
        return List.copyOf(counts.values());
    }

    /// The account that was read, as its own record names it; none when it was not reached.
    @Nullable
    String account() {
        return account;
    }

    /// What is proved by now.
    ///
    /// @param stopped why feeds that were asked for and not closed are incomplete
    Proof proof(Credential credential, Problem stopped) {
        List<FeedProof> feeds = new ArrayList<>();
        counts.forEach((id, count) -> feeds.add(count.proof(unresolved(id), stopped)));
        return new Proof(connector, credential, startedAt, clock.instant(), feeds);
    }

    @Override
    public FeedWriter open(Feed feed) {
        FeedCount count = counts.get(feed.id());
        BitSet referred = references.get(feed.id());
        if (count == null || referred == null) {
            throw new IllegalStateException(
                    "Connector %s opened feed %s, which it does not have".formatted(connector.id(), feed.id()));
        }
        count.opened(clock.instant());
        return new Writer(count, referred);
    }

    private long unresolved(String feed) {
        BitSet referred = references.get(feed);
        return referred == null ? 0 : referred.stream().filter(roll::isMissing).count();
    }

    private final class Writer implements FeedWriter {
        private final FeedCount count;
        private final BitSet referred;
        private final Numbering records = new Numbering();
        private final Set<String> types = new HashSet<>();
        private long kept;

        Writer(FeedCount count, BitSet referred) {
            this.count = count;
            this.referred = referred;
        }

        @Override
        public void requested() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("The reading was stopped");
            }
            count.requested();
        }

        @Override
        public void page() {
            count.page();
            sheet.flush();
        }

        @Override
        public void total(long records) {
            count.total(records);
        }

        @Override
        public void part(long done, long of) {
            count.part(done, of);
        }

        @Override
        public void record(String recordId, List<Row> rows) {
            count.fetched();
            List<Row> fresh = records.isNew(recordId) ? fresh(rows) : List.of();
            if (fresh.isEmpty()) {
                count.duplicate(recordId);
            } else {
                fresh.forEach(this::countUnknown);
                view.record(fresh, sheet);
            }
        }

        @Override
        public void reject(String recordId, String reason) {
            count.rejected(recordId, reason);
        }

        @Override
        public void keep(Key subject, long records) {
            kept += records;
            count.kept(records);
        }

        @Override
        public void ended(Part part, PartEnd end) {
            count.ended(part, end);
        }

        @Override
        public void remark(String subject, String what) {
            count.remark(subject, what);
        }

        @Override
        public void disagree(Disagreement disagreement) {
            count.disagree(disagreement);
        }

        @Override
        public void took(Instant first, Instant last) {
            count.took(first, last);
        }

        @Override
        public void close(FeedOutcome outcome) {
            FeedOutcome end = kept == 0 ? outcome : new FeedOutcome.Incomplete(Stop.nothingToKeep());
            count.closed(end, clock.instant());
            if (end instanceof FeedOutcome.Complete) {
                types.forEach(roll::proved);
            }
            sheet.flush();
        }

        /// The rows that nothing said before, now on the roll. A record whose own row came before is no news
        /// at all.
        private List<Row> fresh(List<Row> rows) {
            List<Row> fresh = rows.stream().distinct().filter(this::isFresh).toList();
            return fresh.contains(rows.getFirst()) ? fresh : List.of();
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
                case Row.Grant grant -> {
                    referred.set(roll.holder(grant.account()));
                    referred.set(roll.number(grant.resource()));
                    yield true;
                }
                case Row.Link link -> true;
                case Row.Change change -> true;
                case Row.Mentioned named -> {
                    referred.set(roll.name(named));
                    yield true;
                }
            };
        }

        private void lists(Key key) {
            if (types.add(key.type())) {
                roll.begins(key.type());
            }
        }

        private void countUnknown(Row row) {
            if (row instanceof Row.Grant grant) {
                String type = grant.resource().type();
                if (connector.entitlement(type, grant.value()).isEmpty()) {
                    count.unknown(grant.value(), connector.title(type, grant.value()));
                }
            }
        }
    }
}
