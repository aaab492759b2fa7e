package dev.muster.runs;

import dev.muster.host.FeedCertificate;
import dev.muster.web.Figures;
import java.util.Collection;
import java.util.function.ToLongFunction;

/// What became of all records of a run: fetched + kept = stored + rejected + left out.
///
/// @param leftOut of feeds that were not read to their end, or of a run that broke before it was settled
record Equation(long fetched, long kept, long stored, long rejected, long leftOut) {

    static Equation of(Collection<FeedCertificate> feeds) {
        long fetched = sum(feeds, FeedCertificate::fetched);
        long kept = sum(feeds, FeedCertificate::kept);
        long stored = sum(feeds, FeedCertificate::stored);
        long rejected = sum(feeds, FeedCertificate::rejected);
        return new Equation(fetched, kept, stored, rejected, fetched + kept - stored - rejected);
    }

    /// `478 rows fetched + 6,000 kept = 6,476 stored + 2 rejected with a reason`. A run that still reads has no
    /// right side yet.
    String inWords(boolean reading) {
        String came = "%s fetched%s"
                .formatted(
                        Figures.counted(fetched, "row", "rows"),
                        kept == 0 ? "" : " + %s kept".formatted(Figures.grouped(kept)));
        return reading
                ? came + " so far"
                : "%s = %s stored + %s rejected with a reason%s"
                        .formatted(
                                came,
                                Figures.grouped(stored),
                                Figures.grouped(rejected),
                                leftOut == 0
                                        ? ""
                                        : " + %s left out, because their reading did not come to its end"
                                                .formatted(Figures.grouped(leftOut)));
    }

    private static long sum(Collection<FeedCertificate> feeds, ToLongFunction<FeedCertificate> column) {
        return feeds.stream().mapToLong(column).sum();
    }
}
