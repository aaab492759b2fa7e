package dev.muster.kit.listing;

import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.InTurn;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One reading of a listing from its first page to its last. Remembers the ids of its records, so it uses some dozen
/// bytes of memory for each.
final class Pass {
    /// The service may send a page without anything new and name another; so many in a row are taken for an end
    /// that never comes.
    private static final int MOST_FRUITLESS_PAGES = 20;

    /// Pages asked for at once where nothing tells how many there are, so that fewer than this are asked for in
    /// vain.
    private static final int MOST_GUESSED = 4;

    private final Api api;
    private final Listing listing;
    private final Meter meter;
    private final Walk.Visitor visitor;
    private final Set<String> ids = new HashSet<>();
    private final Set<List<String>> pages = new HashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private @Nullable Long total;
    private @Nullable String cursor;
    private int received;
    private int lastPage;
    private int nameless;
    private int fruitlessInARow;
    private boolean more;

    Pass(Api api, Listing listing, Meter meter, Walk.Visitor visitor) {
        this.api = api;
        this.listing = listing;
        this.meter = meter;
        this.visitor = visitor;
    }

    /// Reads to the end; then how the records differ from the total, in words, or nothing when they do not.
    ///
    /// @param first the first page, when it was fetched already. Without it the listing was read before and was not
    ///              what it seemed, so nothing is foreseen: each page is asked for when the one before has come
    Optional<String> difference(@Nullable Page first) throws ReadFailed, InterruptedException {
        Page page = first == null ? next() : first;
        total = page.total();
        visitor.begin(total);
        take(page);
        if (more && first != null) {
            takeForeseen();
            takeGuessed();
        }
        while (more) {
            take(next());
        }
        long distinct = ids.size() + (long) nameless;
        if (total != null && total < distinct) {
            visitor.listedMoreThanCounted(total, distinct);
        }
        return difference(distinct);
    }

    /// Whether no record has an id, so that another reading could tell no more than this one.
    boolean isNameless() {
        return nameless > 0 && ids.isEmpty();
    }

    /// The total and a full page tell where the other pages begin, so several are asked for at once. That holds as
    /// long as each is as long as foreseen; what was asked for at a wrong offset is dropped. When full pages turn
    /// out to be too much for the service, the rest is foreseen again in smaller ones.
    private void takeForeseen() throws ReadFailed, InterruptedException {
        int size = Integer.MAX_VALUE;
        while (more && lastPage == Page.size(api, listing) && lastPage < size) {
            size = lastPage;
            takeForeseen(size);
        }
    }

    private void takeForeseen(int size) throws ReadFailed, InterruptedException {
        takeAhead(foreseen(size), size);
    }

    /// Without a total each full page makes it likelier that the list is long, so as many further pages are asked
    /// for as came before, up to a few. Those beyond the end are in vain; a list of two pages takes no more
    /// requests than two.
    private void takeGuessed() throws ReadFailed, InterruptedException {
        int pages = 1;
        while (more && total == null && listing.paging().counted() && lastPage == Page.size(api, listing)) {
            takeAhead(guessed(pages, lastPage), lastPage);
            pages = Math.min(2 * pages, MOST_GUESSED);
        }
    }

    private List<Integer> guessed(int pages, int size) {
        return IntStream.iterate(received, offset -> offset < listing.style().ceiling(), offset -> offset + size)
                .limit(pages)
                .boxed()
                .toList();
    }

    private void takeAhead(List<Integer> offsets, int size) throws ReadFailed, InterruptedException {
        InTurn.readWhile(
                offsets, meter, (offset, counting) -> Page.of(api, listing, offset, null, counting), (number, page) -> {
                    take(page);
                    return more && received == offsets.get(number) + size;
                });
    }

    private List<Integer> foreseen(int size) {
        if (total == null || !listing.paging().isByOffset()) {
            return List.of();
        }
        int end = (int) Math.min(total, listing.style().ceiling());
        return IntStream.iterate(received, offset -> offset < end, offset -> offset + size)
                .boxed()
                .toList();
    }

    private Page next() throws ReadFailed, InterruptedException {
        return Page.of(api, listing, received, cursor, meter);
    }

    /// Hands a page over, and learns whether another follows.
    private void take(Page page) throws ReadFailed, InterruptedException {
        if (page.isBare() && pages.contains(names(page))) {
            more = false; // a list without pages, which shows the same whatever page is asked for
            return;
        }
        requireNew(page);
        visitor.page(page.rows());
        lastPage = page.rows().size();
        received += lastPage;
        cursor = page.next();
        more = moreFollows(page);
        if (more && received >= listing.style().ceiling() && visitor.findsTheRest()) {
            more = false;
        }
        if (more) {
            requireProgress(page);
        }
    }

    private boolean moreFollows(Page page) throws ReadFailed {
        if (listing.paging().by() == Paging.By.NONE) {
            return false;
        }
        if (listing.paging().isByCursor()) {
            return cursorFollows(page);
        }
        if (page.more() != null) {
            return page.more();
        }
        return total == null ? page.isFull() : received < total && !page.rows().isEmpty();
    }

    private boolean cursorFollows(Page page) throws ReadFailed {
        boolean named = page.next() != null && !page.next().isEmpty();
        if (!named && Boolean.TRUE.equals(page.more())) {
            throw Walk.notWhole("%s says that more %s follow after %s, but not where"
                    .formatted(service(), listing.what(), Words.count(received)));
        }
        return named;
    }

    private void requireNew(Page page) throws ReadFailed {
        List<String> names = names(page);
        if (!names.isEmpty() && !pages.add(names)) {
            throw Walk.notWhole("%s repeats a page of %s, at record %s, so their end is not known"
                    .formatted(service(), listing.what(), Words.count(received)));
        }
        nameless += (int) names.stream().filter(String::isEmpty).count();
        int before = ids.size();
        names.stream().filter(name -> !name.isEmpty()).forEach(ids::add);
        fruitlessInARow = ids.size() == before ? fruitlessInARow + 1 : 0;
    }

    private List<String> names(Page page) {
        return page.rows().stream().map(row -> listing.id().of(row).orElse("")).toList();
    }

    private void requireProgress(Page page) throws ReadFailed {
        if (listing.paging().isByCursor()) {
            requireNewCursor(page);
        } else {
            requireNewRows(page);
        }
    }

    private void requireNewCursor(Page page) throws ReadFailed {
        if (!cursors.add(String.valueOf(page.next())) || fruitlessInARow > MOST_FRUITLESS_PAGES) {
            throw Walk.notWhole("%s leads in a circle after %s %s, so their end is not known"
                    .formatted(service(), Words.count(received), listing.what()));
        }
    }

    private void requireNewRows(Page page) throws ReadFailed {
        if (page.rows().isEmpty()) {
            throw Walk.notWhole("%s says that more %s follow after %s, but sends none"
                    .formatted(service(), listing.what(), Words.count(received)));
        }
        if (received >= listing.style().ceiling()) {
            throw Walk.notWhole("%s lists only the first %s %s: an unknown number is missing"
                    .formatted(service(), Words.count(listing.style().ceiling()), listing.what()));
        }
    }

    /// A list by offset without a total that names a record twice has moved while it was read, so another record
    /// may have slipped through between two pages.
    private Optional<String> repetition(long distinct) {
        return total == null && listing.paging().isByOffset() && distinct < received
                ? Optional.of("%s lists %s of %s %s twice, so others may be missing"
                        .formatted(service(), Words.count(received - distinct), Words.count(distinct), listing.what()))
                : Optional.empty();
    }

    /// A record without an id may be any of those that seem to be gone, so it leaves the listing unproved too.
    private Optional<String> difference(long distinct) {
        if (total != null && distinct < total) {
            return Optional.of("%s, but it lists %s: %s"
                    .formatted(
                            Words.counts(service(), total, listing.what()),
                            Words.count(distinct),
                            Words.missing(total - distinct)));
        }
        return nameless == 0
                ? repetition(distinct)
                : Optional.of("%s sent %s of %s %s without an id, so nobody can tell which"
                        .formatted(service(), Words.count(nameless), Words.count(distinct), listing.what()));
    }

    private String service() {
        return listing.style().service();
    }
}
