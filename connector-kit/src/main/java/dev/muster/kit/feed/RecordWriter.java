package dev.muster.kit.feed;

import dev.muster.connector.FeedWriter;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the records of a listing into rows, and rejects with a reason those that have no id.
public final class RecordWriter implements Walk.Visitor {
    private final FeedWriter writer;
    private final Listing listing;
    private final Meaning meaning;
    private final Set<Row> mentioned = new HashSet<>();
    private int pages;

    public RecordWriter(FeedWriter writer, Listing listing, Meaning meaning) {
        this.writer = writer;
        this.listing = listing;
        this.meaning = meaning;
    }

    /// What a record of one listing stands for; nothing when it lacks what it is about.
    @FunctionalInterface
    public interface Meaning {
        List<Row> rows(String id, Fields record);
    }

    @Override
    public void begin(@Nullable Long total) {
        pages = 0;
        if (total != null) {
            writer.total(total);
        }
    }

    @Override
    public void listedMoreThanCounted(long counted, long listed) {
        writer.remark(
                "total",
                "%s, but it lists %s; all of them are kept"
                        .formatted(Words.counts(service(), counted, listing.what()), Words.count(listed)));
    }

    @Override
    public void page(List<Fields> records) throws InterruptedException {
        pages++;
        for (int i = 0; i < records.size(); i++) {
            write(records.get(i), i);
        }
        writer.page();
    }

    /// A name is told once, however many records tell it.
    private boolean isNews(Row row) {
        return !(row instanceof Row.Mentioned) || mentioned.add(row);
    }

    private void write(Fields record, int index) throws InterruptedException {
        Optional<String> id = listing.id().of(record);
        if (id.isEmpty()) {
            writer.reject("page %d, record %d".formatted(pages, index + 1), service() + " sent it without an id");
            return;
        }
        List<Row> rows =
                meaning.rows(id.get(), record).stream().filter(this::isNews).toList();
        long unreadable = record.unreadable();
        if (unreadable > 0) {
            writer.remark(
                    id.get(),
                    "%s of its text cannot be read and %s as \uFFFD"
                            .formatted(Words.count(unreadable, "characters"), unreadable == 1 ? "shows" : "show"));
        }
        if (rows.isEmpty()) {
            writer.reject(id.get(), service() + " sent it without what it is about");
        } else {
            writer.record(id.get(), rows);
        }
    }

    private String service() {
        return listing.style().service();
    }
}
