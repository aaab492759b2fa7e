package dev.muster.difference;

import dev.muster.difference.Change.Way;
import dev.muster.ledger.Difference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much of what is asked for one revision of a difference saw.
///
/// @param revision its number
/// @param at       when it was published
public record Sighting(Difference difference, int revision, Instant at, Count count) {

    /// How much came, went and changed.
    public record Count(long added, long removed, long changed) {
        public static final Count NOTHING = new Count(0, 0, 0);

        /// How much changed in one way, in each for none.
        public long of(@Nullable Way way) {
            return switch (way) {
                case null -> added + removed + changed;
                case GRANTED -> added;
                case REMOVED -> removed;
                case CHANGED -> changed;
            };
        }

        Count and(Count more) {
            return new Count(added + more.added, removed + more.removed, changed + more.changed);
        }

        /// All that several revisions saw.
        public static Count sum(Iterable<Sighting> sightings) {
            Count sum = NOTHING;
            for (Sighting sighting : sightings) {
                sum = sum.and(sighting.count());
            }
            return sum;
        }
    }

    boolean isOf(String integration, String revision) {
        return String.valueOf(this.revision).equals(revision)
                && difference.later().integration().id().value().toString().equals(integration);
    }
}
