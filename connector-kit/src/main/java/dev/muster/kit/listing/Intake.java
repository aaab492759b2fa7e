package dev.muster.kit.listing;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Takes the pages of a listing that is read in slices: hands on what is new, and counts what is missing.
final class Intake {
    private final Listing listing;
    private final Walk.Visitor visitor;
    private final Census census;
    /// Each once, whoever names it.
    private final Map<String, String> teamIds = new HashMap<>();
    private long total;
    private long pages;

    /// @param total records the listing holds
    Intake(Listing listing, long total, Walk.Visitor visitor, Census census) {
        this.listing = listing;
        this.total = total;
        this.visitor = visitor;
        this.census = census;
    }

    long total() {
        return total;
    }

    long missing() {
        return total - census.size();
    }

    /// Hands on what is new in a page, and tells how much that was.
    ///
    /// @param place of its first record in the plain list; [Known#BEYOND] or [Known#FOOT] for all of them
    int take(Page page, int place) throws ReadFailed, InterruptedException {
        List<Fields> fresh = new ArrayList<>();
        int next = place;
        for (Fields row : page.rows()) {
            if (census.add(id(row), known(row, next))) {
                fresh.add(row);
            }
            next = place < Known.BEYOND ? Math.min(next + 1, Known.BEYOND - 1) : place;
        }
        pages++;
        visitor.page(fresh);
        return fresh.size();
    }

    String id(Fields row) throws ReadFailed {
        return listing.id()
                .of(row)
                .orElseThrow(() -> Walk.notWhole("%s sent one of %s %s without an id, so nobody can tell which"
                        .formatted(listing.style().service(), Words.count(total), listing.what())));
    }

    private Known known(Fields row, int place) {
        ListingStyle.SliceQueries fields = listing.style().slices();
        List<String> teams = row.list(fields.teams()).stream()
                .flatMap(team -> team.text("id").stream())
                .map(id -> teamIds.computeIfAbsent(id, same -> same))
                .toList();
        return new Known(place, lower(row, fields.name()).replace('\n', ' '), lower(row, fields.email()), teams);
    }

    private static String lower(Fields row, String field) {
        return row.text(field).orElse("").toLowerCase(Locale.ROOT);
    }

    /// Slices overlap, so many more pages are read than the records fill; but there is an end to that.
    void requireProgress() throws ReadFailed {
        if (pages > 1_000 + total / 5) {
            throw lost();
        }
    }

    /// The listing holds so many now.
    void recount(long now) {
        total = now;
    }

    /// Why a listing of which records are missing cannot be believed.
    ReadFailed lost() {
        return Walk.notWhole("%s lists only the first %s of %s %s, and the rest only in parts: %s"
                .formatted(
                        listing.style().service(),
                        Words.count(listing.style().ceiling()),
                        Words.count(total),
                        listing.what(),
                        Words.missing(missing())));
    }
}
