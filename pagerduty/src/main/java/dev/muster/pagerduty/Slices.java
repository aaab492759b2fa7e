package dev.muster.pagerduty;

import dev.muster.pagerduty.Slice.Known;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads a listing of more records than PagerDuty shows at once: from both ends where it can be sorted, team by team,
/// and by letters of names for what is in no team. Records that come again are left out, and the total that PagerDuty
/// tells proves that none is missing.
///
/// Of every slice PagerDuty tells the size, and what is known already can be counted here. So a slice that holds
/// nothing new costs one request, and one that does is left as soon as all of it is known.
final class Slices {
    /// Together they cannot have more members than PagerDuty shows: a team has at most 500.
    private static final int TEAMS_AT_ONCE = 20;

    private final Api api;
    private final Listing listing;
    private final Meter meter;
    private final Walk.Visitor visitor;
    private final Map<String, Known> known = new HashMap<>();
    private final Set<String> teams = new LinkedHashSet<>();
    private final Deque<Slice> open = new ArrayDeque<>();
    private long total;
    private long pages;

    Slices(Api api, Listing listing, Meter meter, Walk.Visitor visitor) {
        this.api = api;
        this.listing = listing;
        this.meter = meter;
        this.visitor = visitor;
    }

    /// @param first the first page of the whole listing, which tells its total
    /// @throws ReadFailed when records are missing in the end, with their number
    void read(Page first, long toldTotal) throws ReadFailed, InterruptedException {
        total = toldTotal;
        visitor.begin(total);
        requireTruth(readToTheCeiling(listing, first, Long.MAX_VALUE));
        if (listing.cuts().contains(Cut.ENDS)) {
            readSlice(new Slice.FromTheEnd());
        }
        if (listing.cuts().contains(Cut.TEAMS)) {
            openTeams();
            readOpen();
        }
        if (listing.cuts().contains(Cut.NAMES)) {
            Slice.Named.byOneLetter(known.values().stream().map(Known::name)).forEach(open::add);
            readOpen();
        }
        requireAll();
    }

    /// A list that ends before the ceiling is as long as it is, whatever total it tells.
    private void requireTruth(int received) throws ReadFailed {
        if (received < Listing.CEILING && known.size() < total) {
            throw Walk.notWhole("%s, but lists %s: %s"
                    .formatted(
                            Words.counts(total, listing.what()),
                            Words.count(known.size()),
                            Words.missing(total - known.size())));
        }
    }

    private void openTeams() {
        List<String> ids = new ArrayList<>(teams);
        for (int from = 0; from < ids.size(); from += TEAMS_AT_ONCE) {
            open.add(new Slice.OfTeams(ids.subList(from, Math.min(ids.size(), from + TEAMS_AT_ONCE))));
        }
    }

    private void readOpen() throws ReadFailed, InterruptedException {
        while (!open.isEmpty() && known.size() < total) {
            requireProgress();
            readSlice(open.remove());
        }
        open.clear();
    }

    private void readSlice(Slice slice) throws ReadFailed, InterruptedException {
        Listing part = listing.only(slice.query());
        Page first = new Walk(api, part, meter).first();
        long size = first.total() == null ? Long.MAX_VALUE : first.total();
        long atHand = known.values().stream().filter(slice::holds).count();
        readToTheCeiling(part, first, size - atHand);
        if (size > Listing.CEILING) {
            open.addAll(slice.parts());
        }
    }

    /// Reads until nothing new can come; then how many records came.
    ///
    /// @param unknown how many records of it are not known yet, as far as can be told
    private int readToTheCeiling(Listing part, Page first, long unknown) throws ReadFailed, InterruptedException {
        Page page = first;
        int received = 0;
        long missing = unknown;
        while (true) {
            missing -= take(page);
            received += page.rows().size();
            boolean more = Boolean.TRUE.equals(page.more()) && !page.rows().isEmpty();
            if (!more || missing <= 0 || known.size() >= total || received >= Listing.CEILING) {
                return received;
            }
            page = api.page(part, received, null, meter);
        }
    }

    /// Hands on what is new in a page, and tells how much that was.
    private int take(Page page) throws ReadFailed, InterruptedException {
        List<Fields> fresh = new ArrayList<>();
        for (Fields row : page.rows()) {
            if (isNew(row)) {
                fresh.add(row);
            }
        }
        pages++;
        visitor.page(fresh);
        return fresh.size();
    }

    private boolean isNew(Fields row) throws ReadFailed {
        String id = listing.id()
                .of(row)
                .orElseThrow(() -> Walk.notWhole("PagerDuty sent one of %s %s without an id, so nobody can tell which"
                        .formatted(Words.count(total), listing.what())));
        List<String> itsTeams = row.list("teams").stream()
                .flatMap(team -> team.text("id").stream())
                .toList();
        teams.addAll(itsTeams);
        String name = row.text("name").orElse("").toLowerCase(Locale.ROOT);
        return known.putIfAbsent(id, new Known(name, itsTeams)) == null;
    }

    /// Slices overlap, so many more pages are read than the records fill; but there is an end to that.
    private void requireProgress() throws ReadFailed {
        if (pages > 1_000 + total / 5) {
            throw missing(total - known.size());
        }
    }

    /// What was made or removed during so long a reading shows in the total at its end.
    private void requireAll() throws ReadFailed, InterruptedException {
        Long now = api.get(listing.size(), meter, json -> Page.read(json, listing.name(), Allowed.NOTHING))
                .total();
        long wanted = now == null ? total : now;
        if (wanted > known.size()) {
            throw missing(wanted - known.size());
        }
        if (wanted < known.size()) {
            visitor.listedMoreThanCounted(wanted, known.size());
        }
    }

    private ReadFailed missing(long records) {
        return Walk.notWhole("PagerDuty lists only the first %s of %s %s, and the rest only in parts: %s"
                .formatted(Words.count(Listing.CEILING), Words.count(total), listing.what(), Words.missing(records)));
    }
}
