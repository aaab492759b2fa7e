package dev.muster.kit.listing;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.List;

/// Reads one slice, from where unknown records are likely.
///
/// What the plain list does not show follows after what it shows, and slices usually keep that order. So a slice is
/// entered at the last record that the plain list shows, and then read from its end to there. The page at which it is
/// entered tells its size, and thereby how many of its records are unknown: when they have come, it is left at once.
final class SliceReading {
    /// In a row, after which a slice is left.
    private static final int MOST_FRUITLESS_PAGES = 5;

    /// So many records may have changed while the list was read, or their letters may be taken for others.
    private static final int FEW = 2;

    private final Tools tools;
    private final Slice slice;
    private final Listing part;
    private final boolean whole;
    private long size;
    private long before;
    private long unknown;
    private int fruitless;
    private long received;
    private boolean learned;

    /// @param whole whether to read on where nothing new is likely
    SliceReading(Slice slice, boolean whole, Tools tools) {
        this.tools = tools;
        this.slice = slice;
        this.part = tools.listing().only(slice.query(tools.listing().style().slices()));
        this.whole = whole;
    }

    /// What every slice of one listing is read with.
    record Tools(Api api, Listing listing, Meter meter, Intake intake, Census census) {}

    /// How a slice was left.
    ///
    /// @param size    its records
    /// @param ceiling how many of them can be shown
    /// @param before  how many of them were not known when it was entered, as far as can be told; below 0 when
    ///                records are thought to be in it that are not
    /// @param unknown how many still are not
    /// @param beyond  how many of them the plain list does not show
    /// @param read    how many were read
    record End(long size, int ceiling, long before, long unknown, long beyond, long read) {
        boolean isExhausted() {
            return before >= 0 && unknown <= 0;
        }

        boolean isTooLong() {
            return size > ceiling;
        }

        /// The share of what was unknown that still is.
        double left() {
            return before <= 0 ? 0 : Math.max(0, (double) unknown / before);
        }
    }

    /// Begins again when it turns out what the far side goes by.
    ///
    /// @throws ReadFailed when a page does not come
    End read() throws ReadFailed, InterruptedException {
        End end;
        do {
            learned = false;
            end = readOnce();
        } while (learned);
        return end;
    }

    private End readOnce() throws ReadFailed, InterruptedException {
        Tally known = tools.census().of(slice);
        int entry = tools.census().keepsOrder() ? entry(known.head()) : 0;
        Page first = page(entry == 0 ? part : part.only(part.style().slices().total()), entry);
        size = first.total() == null ? part.style().ceiling() : first.total();
        unknown = size - known.known();
        before = unknown;
        learned = tools.census().refutesEmail(size, known.known());
        boolean atHead = take(first);
        int end =
                (int) Math.min(whole ? size : size - known.foot(), part.style().ceiling());
        readDown(end, entry, entry + first.rows().size(), atHead);
        return new End(size, part.style().ceiling(), before, unknown, size - known.head() - known.foot(), received);
    }

    private int entry(int head) {
        return Math.clamp(head - 1L, 0, part.style().ceiling() - Page.size(tools.api(), part));
    }

    /// From its end to its beginning, without what came already, or to the records that the plain list shows.
    private void readDown(int end, int entry, int entryEnd, boolean atHead) throws ReadFailed, InterruptedException {
        int to = end;
        while (to > 0 && goesOn()) {
            boolean isRead = entry < to && to <= entryEnd;
            int least = to > entryEnd ? entryEnd : 0;
            int from = isRead ? entry : Math.max(least, to - Page.size(tools.api(), part));
            boolean reachedHead = isRead ? atHead : readBetween(from, to);
            to = reachedHead && !whole ? 0 : from;
        }
    }

    private boolean goesOn() {
        return !learned
                && (unknown > 0 || whole && before < 0)
                && tools.intake().missing() > 0
                && (whole || fruitless < MOST_FRUITLESS_PAGES);
    }

    /// Whether what the plain list shows was reached. Pages may be shorter than they were asked to be.
    private boolean readBetween(int from, int to) throws ReadFailed, InterruptedException {
        Page page = page(part, from);
        boolean reachedHead = take(page);
        int at = from + page.rows().size();
        while (at < to && !page.rows().isEmpty()) {
            page = page(part, at);
            take(page);
            at += page.rows().size();
        }
        return reachedHead;
    }

    private Page page(Listing list, int offset) throws ReadFailed, InterruptedException {
        tools.intake().requireProgress();
        return Page.of(tools.api(), list, offset, null, tools.meter());
    }

    /// Whether it begins with what the plain list shows.
    private boolean take(Page page) throws ReadFailed, InterruptedException {
        int fresh = tools.intake().take(page, Known.BEYOND);
        unknown -= fresh;
        received += page.rows().size();
        fruitless = fresh == 0 ? fruitless + 1 : 0;
        List<Known> records = records(page);
        learned |= learnsOfEmail(records) | learnsOfOrder(records);
        return tools.census().keepsOrder()
                && !records.isEmpty()
                && records.getFirst().isHead();
    }

    private List<Known> records(Page page) throws ReadFailed {
        List<Known> records = new ArrayList<>();
        for (Fields row : page.rows()) {
            Known record = tools.census().get(tools.intake().id(row));
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private boolean learnsOfEmail(List<Known> records) {
        if (!(slice instanceof Slice.Named(String letters))) {
            return false;
        }
        long byEmail = records.stream()
                .filter(record -> !slice.holds(record) && record.email().contains(letters))
                .count();
        return byEmail > FEW && byEmail > records.size() / 10 && tools.census().lookAtEmail();
    }

    /// A record or two may have moved while the list was read.
    private boolean learnsOfOrder(List<Known> records) {
        int descents = 0;
        for (int i = 1; i < records.size(); i++) {
            descents += records.get(i).place() < records.get(i - 1).place() ? 1 : 0;
        }
        boolean disorder = tools.census().keepsOrder() && descents > FEW + records.size() / 10;
        if (disorder) {
            tools.census().distrustOrder();
        }
        return disorder;
    }
}
