package dev.muster.pagerduty.delta;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/audit/records`: who changed what, when and by what means, window by window from the oldest to the newest. Learns
/// besides whose members changed. Read once, by one thread; what was learnt is for those who wait for the reading.
public final class AuditRecordsFeed implements Reading {
    private final Api api;
    private final Optional<Instant> mark;
    private final Instant until;
    private final ChangedTeams teams = new ChangedTeams();
    private volatile boolean complete;

    /// @param mark  until when the trail was read before; none reads all of it
    /// @param until until when it is read
    public AuditRecordsFeed(Api api, Optional<Instant> mark, Instant until) {
        this.api = api;
        this.mark = mark;
        this.until = until.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<AuditWindow> windows = AuditWindow.upTo(until, mark);
        Trail trail = new Trail(writer);
        for (int i = 0; i < windows.size(); i++) {
            writer.part(i, windows.size());
            new Walk(api, windows.get(i).listing(), writer::requested).read(trail);
            trail.windowEnded();
        }
        writer.part(windows.size(), windows.size());
        complete = true;
        return new FeedOutcome.Complete();
    }

    /// Until when the trail is known without a gap; empty when it was not read to its end.
    public Optional<Instant> completeUntil() {
        return complete ? Optional.of(until) : Optional.empty();
    }

    /// Ids of the teams whose members or team roles changed by what was read; empty when the trail was not read to
    /// its end, or a record does not tell which team it is about.
    Optional<Set<String>> changedTeams() {
        return complete ? teams.ids() : Optional.empty();
    }

    /// Writes records as they come. Pages are counted over all windows, so that every place is another.
    private final class Trail implements Walk.Visitor {
        private final FeedWriter writer;
        private int pagesBefore;
        private int pages;

        private Trail(FeedWriter writer) {
            this.writer = writer;
        }

        private void windowEnded() {
            pagesBefore += pages;
        }

        @Override
        public void begin(@Nullable Long total) {
            pages = 0;
        }

        @Override
        public void page(List<Fields> records) throws InterruptedException {
            pages++;
            for (int i = 0; i < records.size(); i++) {
                write(records.get(i), "page %d, record %d".formatted(pagesBefore + pages, i + 1));
            }
            writer.page();
        }

        private void write(Fields record, String place) throws InterruptedException {
            teams.learn(record);
            Optional<String> id = record.text("id");
            if (id.isEmpty()) {
                writer.reject(place, "PagerDuty sent it without an id");
                return;
            }
            switch (AuditEntry.of(id.get(), record)) {
                case AuditEntry.Told(var change) -> writer.record(id.get(), List.of(change));
                case AuditEntry.Unclear(var reason) -> writer.reject(id.get(), reason);
            }
        }
    }
}
