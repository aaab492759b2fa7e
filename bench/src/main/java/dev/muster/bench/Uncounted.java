package dev.muster.bench;

import dev.muster.connector.Disagreement;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Row;
import java.util.List;

/// Takes what is read and keeps nothing: the far side counts.
final class Uncounted implements FeedWriter {

    @Override
    public void requested() {}

    @Override
    public void page() {}

    @Override
    public void total(long records) {}

    @Override
    public void part(long done, long of) {}

    @Override
    public void record(String recordId, List<Row> rows) {}

    @Override
    public void reject(String recordId, String reason) {}

    @Override
    public void keep(Key subject, long records) {}

    @Override
    public void ended(Part part, PartEnd end) {}

    @Override
    public void remark(String subject, String what) {}

    @Override
    public void disagree(Disagreement disagreement) {}

    /// A reading that is not whole proves nothing about its requests.
    ///
    /// @throws IllegalStateException when the feed was not read to its end
    @Override
    public void close(FeedOutcome outcome) {
        if (outcome instanceof FeedOutcome.Incomplete(var problem)) {
            throw new IllegalStateException(problem.message());
        }
        if (outcome instanceof FeedOutcome.Partial partial) {
            throw new IllegalStateException(partial.first().message());
        }
    }
}
