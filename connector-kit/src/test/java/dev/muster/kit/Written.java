package dev.muster.kit;

import dev.muster.connector.Disagreement;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Row;
import java.util.ArrayList;
import java.util.List;

/// Notes every call of a feed's writer in a line, and cancels the reading at a request when it is told to.
public final class Written implements FeedWriter {
    private final int requestsAllowed;
    private final List<String> lines = new ArrayList<>();
    private int requests;

    public Written() {
        this(Integer.MAX_VALUE);
    }

    private Written(int requestsAllowed) {
        this.requestsAllowed = requestsAllowed;
    }

    /// Cancels at the request after this many.
    public static Written cancellingAfter(int requests) {
        return new Written(requests);
    }

    /// Without requests and parts.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public int requests() {
        return requests;
    }

    @Override
    public void requested() throws InterruptedException {
        if (requests == requestsAllowed) {
            throw new InterruptedException("The run was cancelled");
        }
        requests++;
    }

    @Override
    public void page() {
        lines.add("page");
    }

    @Override
    public void total(long records) {
        lines.add("total " + records);
    }

    @Override
    public void part(long done, long of) {}

    @Override
    public void record(String recordId, List<Row> rows) {
        lines.add("record " + recordId);
    }

    @Override
    public void reject(String recordId, String reason) {
        lines.add("reject %s: %s".formatted(recordId, reason));
    }

    @Override
    public void keep(Key subject, long records) {
        lines.add("keep %d of %s".formatted(records, subject.id()));
    }

    @Override
    public void ended(Part part, PartEnd end) {
        lines.add("ended %s %s".formatted(part.key().id(), end.getClass().getSimpleName()));
    }

    @Override
    public void remark(String subject, String what) {
        lines.add("remark %s: %s".formatted(subject, what));
    }

    @Override
    public void disagree(Disagreement disagreement) {
        lines.add("disagree " + disagreement.sentence());
    }

    @Override
    public void close(FeedOutcome outcome) {
        lines.add("close");
    }
}
