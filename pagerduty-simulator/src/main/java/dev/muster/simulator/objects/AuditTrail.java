package dev.muster.simulator.objects;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Who changed what in the account, for twelve months. Safe for many threads.
///
/// What a generated account went through before it was first looked at is dated from that moment back.
public final class AuditTrail {

    private static final int MONTHS_KEPT = 12;
    private static final Comparator<SimulatedChange> OLDEST_FIRST =
            Comparator.comparing(SimulatedChange::at).thenComparing(SimulatedChange::id);

    private final Present present;
    private final NavigableSet<SimulatedChange> records = new TreeSet<>(OLDEST_FIRST);
    private List<SimulatedChange> past = List.of();
    private Predicate<SimulatedChange> gap = change -> false;
    private int lastNumber;

    public AuditTrail(Present present) {
        this.present = present;
    }

    /// Everything that is still kept, newest first.
    public List<SimulatedChange> records() {
        return between(Instant.EPOCH, Instant.MAX);
    }

    /// What happened from one moment to another, both included, newest first.
    public synchronized List<SimulatedChange> between(Instant since, Instant until) {
        remember();
        Instant forgotten =
                present.now().atOffset(ZoneOffset.UTC).minusMonths(MONTHS_KEPT).toInstant();
        return records.reversed().stream()
                .dropWhile(record -> record.at().isAfter(until))
                .takeWhile(
                        record -> !record.at().isBefore(since) && !record.at().isBefore(forgotten))
                .toList();
    }

    /// Adds a record, whether or not anything changed; one that falls into a gap is lost.
    public synchronized void add(SimulatedChange record) {
        if (!gap.test(record)) {
            records.add(record);
        }
    }

    /// From now on records like these are lost, as real trails lose some.
    public synchronized void lose(Predicate<SimulatedChange> records) {
        gap = records;
    }

    /// What the account takes for now.
    public Instant now() {
        return present.now();
    }

    /// Records of the time before the account was first looked at.
    ///
    /// @param beforeEpoch as if that moment were [Instant#EPOCH]
    public synchronized void past(List<SimulatedChange> beforeEpoch) {
        past = beforeEpoch;
    }

    /// `PAR0000017`: unlike any other this trail gave out.
    public synchronized String nextId() {
        return "PAR%07d".formatted(++lastNumber);
    }

    private void remember() {
        Duration sinceEpoch = Duration.between(Instant.EPOCH, present.start());
        past.forEach(record -> records.add(record.movedBy(sinceEpoch)));
        past = List.of();
    }
}
